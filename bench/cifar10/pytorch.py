"""Repeats in PyTorch the training of learnscope.mjs: the same images, initial numbers and batches.

usage: /usr/bin/python3 bench/cifar10/pytorch.py DATA.safetensors FOLDER [EPOCHS] [WIDTH]
FOLDER holds start.safetensors. Writes pytorch.json: the loss of every step, the test accuracy of every epoch.
"""

import json
import sys

import numpy as np
import torch
from torch.nn import functional as F
from torchvision.models.resnet import BasicBlock, ResNet
from torch import nn


def resnet18(width):
    """torchvision's ResNet-18 in its form for 32×32 pixels: a 3×3 stem without stride or pooling."""

    class Narrow(ResNet):
        def _make_layer(self, block, planes, blocks, stride=1, dilate=False):
            return super()._make_layer(block, planes * width // 64, blocks, stride, dilate)

        def __init__(self):
            super().__init__(BasicBlock, [2, 2, 2, 2], num_classes=10)

    network = Narrow.__new__(Narrow)
    nn.Module.__init__(network)
    network._norm_layer, network.inplanes, network.dilation = nn.BatchNorm2d, width, 1
    network.groups, network.base_width = 1, 64
    network.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
    network.bn1, network.relu, network.maxpool = nn.BatchNorm2d(width), nn.ReLU(), nn.Identity()
    for stage, stride in enumerate((1, 2, 2, 2)):
        layer = network._make_layer(BasicBlock, 64 * 2**stage, 2, stride)
        setattr(network, f"layer{stage + 1}", layer)
    network.avgpool, network.fc = nn.AdaptiveAvgPool2d(1), nn.Linear(8 * width, 10)
    return network


def load(path):
    """The tensors of a safetensors file."""
    raw = open(path, "rb").read()
    size = int.from_bytes(raw[:8], "little")
    types = {"F32": np.float32, "I32": np.int32, "U8": np.uint8}
    return {
        name: torch.tensor(
            np.frombuffer(raw, types[entry["dtype"]], offset=8 + size + entry["data_offsets"][0],
                          count=int(np.prod(entry["shape"]))).reshape(entry["shape"])
        )
        for name, entry in json.loads(raw[8 : 8 + size]).items()
        if name != "__metadata__"
    }


def main():
    data, folder = load(sys.argv[1]), sys.argv[2]
    epochs, width = (int(value) for value in (sys.argv[3:] + ["3", "16"][len(sys.argv) - 3 :])[:2])
    start = load(f"{folder}/start.safetensors")
    network = resnet18(width).to(memory_format=torch.channels_last)
    numbers = {name: value for name, value in start.items() if not name.startswith("order.")}
    missing, unexpected = network.load_state_dict(numbers, strict=False)
    assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
    losses, accuracies = [], [accuracy(network, data)]
    for epoch in range(1, epochs + 1):
        for batch in start[f"order.{epoch}"].long().split(100):
            images = data["train.images"][batch].float() / 255
            loss = F.cross_entropy(network(images), data["train.labels"][batch].long())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        accuracies.append(accuracy(network, data))
        print(epoch, accuracies[-1], flush=True)
    engine = f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads"
    with open(f"{folder}/pytorch.json", "w") as file:
        json.dump({"engine": engine, "losses": losses, "accuracies": accuracies}, file)


@torch.no_grad()
def accuracy(network, data):
    network.eval()
    pairs = zip(data["test.images"].split(100), data["test.labels"].split(100))
    right = sum(int((network(x.float() / 255).argmax(1) == y).sum()) for x, y in pairs)
    network.train()
    return right / len(data["test.labels"])


main()
