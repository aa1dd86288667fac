"""Writes test/golden/fixtures/zoo/*.safetensors: what PyTorch makes of the networks of src/zoo that have buffers.

usage: /usr/bin/python3 test/golden/makeZooFixtures.py
needs: Debian's python3-torch (PyTorch 1.13.1), python3-torchvision (0.14.1) and python3-numpy

The networks are those of bench/pytorch/zoo.py, narrow but of full depth. Each file holds the logits of four images in
eval and in train mode; dLoss/dParameter of the latter; and parameters and running statistics after three steps of SGD on
three batches, with momentum 0.9, weight decay 5e-4 and a learning rate of 0.001. PyTorch computes in float64.

Nothing that the networks begin with is stored: images, labels, parameters and buffers follow from formulas which
zooFixtures.ts has too. Of each array at most 12 numbers are kept, those at places 0, 7919, 2·7919, … modulo its size, and
its norm. The kept numbers of all arrays follow each other in one tensor, arrays sorted by name.
"""

import json
import pathlib
import re
import sys

import numpy as np
import torch

from makeFixtures import initial, mixed, write_safetensors

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "bench" / "pytorch"))
from zoo import make_network

BATCHES, BATCH_SIZE, CLASSES, KEPT = 3, 4, 5, 12

# Network, width, extent of the images, form, and what other options there are; dropout is 0 in all.
FIXTURES = {
    "resnet18": ("resnet18", 4, 16, "small"),
    "resnet50": ("resnet50", 4, 16, "small"),
    "resnet50-imagenet": ("resnet50", 4, 32, "imagenet"),
    "resnet101": ("resnet101", 4, 16, "small"),
    "resnext50": ("resnext50", 16, 8, "small"),
    "mobilenetv1": ("mobilenetv1", 4, 32, "small"),
    "mobilenetv2": ("mobilenetv2", 8, 24, "small"),
    "mobilenetv2-imagenet": ("mobilenetv2", 8, 64, "imagenet"),
    "vgg16": ("vgg16", 4, 32, "small"),
    "vgg16-bn": ("vgg16-bn", 4, 32, "imagenet"),
    "densenet169": ("densenet169", 4, 16, "small"),
    "densenet169-imagenet": ("densenet169", 4, 64, "imagenet"),
    "resnet18k": ("resnet18k", 4, 16, None),
    "mcnn": ("mcnn", 4, 16, None),
    "cnn5": ("cnn5", 1, 32, None),
    "sixconv": ("sixconv", 4, 16, None),
    "sixconv-equal-from-c3": ("sixconv", 4, 16, None, {"layout": "equal-from-c3"}),
    "sixconv-equal-from-c4": ("sixconv", 4, 16, None, {"layout": "equal-from-c4"}),
    "sixconv-unnormed": ("sixconv", 4, 16, None, {"normalisation": "none"}),
}


def start(network):
    """He's bound for weights; what scales a channel lies around 1, or around 1/4 behind residual branches, so that
    rounding errors do not grow from block to block. What moves it behind batch norm lies around 1: a channel that ReLU
    leaves 0 almost everywhere would next be divided by almost nothing. Everything else lies around 0."""
    state = {name: array for name, array in network.state_dict().items() if not name.endswith("num_batches_tracked")}
    for salt, name in enumerate(sorted(state)):
        array = state[name]
        numbers = initial(array.shape, salt) * np.float32(np.sqrt(6) if array.ndim > 1 else 1)
        is_scale = array.ndim == 1 and name.endswith(("weight", "running_var"))
        quieter = np.float32(0.25 if re.search(r"(bn[23]|conv\.3)\.weight$", name) and is_scale else 1)
        is_shift = name.endswith("bias") and f"{name[:-4]}running_var" in state
        array.copy_(torch.tensor((numbers + np.float32(1 if is_scale or is_shift else 0)) * quieter))


def batch(index, extent):
    """Bytes and labels from the same mixed integers; the salts are those of no parameter."""
    images = mixed(BATCH_SIZE * 3 * extent**2, 10_000 + index) >> np.uint64(24)
    labels = mixed(BATCH_SIZE, 20_000 + index) % np.uint64(CLASSES)
    shape = (BATCH_SIZE, 3, extent, extent)
    return torch.tensor(images.astype(np.float64)).reshape(shape) / 255, torch.tensor(labels.astype(np.int64))


def kept(arrays):
    """Some numbers of each array, one behind the other, and every array's norm."""
    flat = [array.detach().numpy().ravel() for _, array in sorted(arrays.items())]
    places = [7919 * np.arange(min(array.size, KEPT)) % array.size for array in flat]
    numbers = np.concatenate([array[at] for array, at in zip(flat, places)])
    return numbers.astype(np.float32), np.array([np.linalg.norm(array) for array in flat]).astype(np.float32)


def fixture(network, extent):
    start(network)
    network.double()
    batches = [batch(index, extent) for index in range(BATCHES)]
    optimiser = torch.optim.SGD(network.parameters(), lr=0.001, momentum=0.9, weight_decay=5e-4)
    tensors = {"logits/eval": network.eval()(batches[0][0])}
    network.train()
    for index, (images, labels) in enumerate(batches):
        optimiser.zero_grad()
        logits = network(images)
        torch.nn.functional.cross_entropy(logits, labels).backward()
        if index == 0:
            tensors["logits/train"] = logits
            gradients = {name: parameter.grad.clone() for name, parameter in network.named_parameters()}
        optimiser.step()
    buffers = {name: array for name, array in network.named_buffers() if array.ndim > 0}
    groups = {"gradient": gradients, "parameters": dict(network.named_parameters()), "buffers": buffers}
    tensors = {name: tensor.detach().numpy().astype(np.float32) for name, tensor in tensors.items()}
    for name, arrays in groups.items():
        if arrays:
            tensors[name], tensors[f"{name}/norms"] = kept(arrays)
    return tensors


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(__file__).parent / "fixtures" / "zoo"
    folder.mkdir(exist_ok=True)
    for title, (name, width, extent, form, *others) in FIXTURES.items():
        dropout = {"dropout": 0} if name.startswith("vgg") or name == "mobilenetv2" else {}
        own = {**dropout, **(others[0] if others else {})}
        options = {"width": width, "inputSize": extent, "classes": CLASSES, **own, **({"form": form} if form else {})}
        network = make_network(name, width, CLASSES, small=form != "imagenet", **own)
        metadata = {"network": name, "options": json.dumps(options), "writer": f"PyTorch {torch.__version__}"}
        write_safetensors(folder / f"{title}.safetensors", fixture(network, extent), metadata)


if __name__ == "__main__":
    main()
