"""Writes test/golden/fixtures/zoo/*.safetensors: what PyTorch makes of the networks of src/zoo that have buffers.

usage: /usr/bin/python3 test/golden/makeZooFixtures.py [--search TITLE]
needs: Debian's python3-torch (PyTorch 1.13.1), python3-torchvision (0.14.1) and python3-numpy

The networks are those of bench/pytorch/zoo.py, narrow but of full depth. Each file holds the logits of four images in
eval and in train mode; dLoss/dParameter of the latter; and parameters and running statistics after three steps of SGD on
three batches, with momentum 0.9, weight decay 5e-4 and a learning rate of 0.001. PyTorch computes in float64.

Nothing that the networks begin with is stored: images, labels, parameters and buffers follow from formulas which
zooFixtures.ts has too. Of each array at most 12 numbers are kept, those at places 0, 7919, 2·7919, … modulo its size, and
its norm. The kept numbers of all arrays follow each other in one tensor, arrays sorted by name.

Where a number lies nearer to the kink of a ReLU than rounding errors are large, a gradient is switched on or off by
chance. So the seeds are those, of 40 each, whose numbers keep the most distance; --search finds them.
"""

import json
import pathlib
import sys

import numpy as np
import torch

from makeFixtures import initial, mixed, write_safetensors

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "bench" / "pytorch"))
from zoo import make_network

BATCHES, BATCH_SIZE, CLASSES, KEPT = 3, 4, 5, 12

# Network, width, extent of the images, form and seed; dropout is 0 in all.
FIXTURES = {
    "resnet18": ("resnet18", 4, 16, "small", 19),
    "resnet50": ("resnet50", 4, 32, "imagenet", 0),
    "resnet101": ("resnet101", 4, 16, "small", 0),
    "resnext50": ("resnext50", 16, 8, "small", 0),
    "mobilenetv1": ("mobilenetv1", 4, 16, "small", 36),
    "mobilenetv2": ("mobilenetv2", 8, 32, "imagenet", 0),
    "mobilenetv2-small": ("mobilenetv2", 8, 8, "small", 3),
    "vgg16": ("vgg16", 4, 32, "small", 24),
    "vgg16-bn": ("vgg16-bn", 4, 32, "imagenet", 0),
    "densenet169": ("densenet169", 4, 32, "imagenet", 0),
    "densenet169-small": ("densenet169", 4, 16, "small", 0),
    "resnet18k": ("resnet18k", 4, 16, None, 18),
    "mcnn": ("mcnn", 4, 16, None, 23),
    "cnn5": ("cnn5", 1, 32, None, 10),
    "sixconv": ("sixconv", 4, 16, None, 11),
}


def start(network, seed):
    """He's bound for weights; what scales a channel lies around 1, what moves it around 0."""
    state = {name: array for name, array in network.state_dict().items() if not name.endswith("num_batches_tracked")}
    for salt, name in enumerate(sorted(state)):
        array = state[name]
        numbers = initial(array.shape, 20_000 * seed + salt) * np.float32(np.sqrt(6) if array.ndim > 1 else 1)
        is_scale = array.ndim == 1 and name.endswith(("weight", "running_var"))
        array.copy_(torch.tensor(numbers + np.float32(1 if is_scale else 0)))


class Kinks(torch.overrides.TorchFunctionMode):
    """Keeps the least distance from a kink of ReLU or ReLU6, as a multiple of the numbers' deviation."""

    nearest = np.inf

    def __torch_function__(self, function, types, args=(), kwargs=None):
        name = getattr(function, "__name__", "")
        if name in ("relu", "relu_", "relu6", "hardtanh", "hardtanh_"):
            x = args[0].detach()
            distance = torch.minimum(x.abs(), (x - 6).abs()) if name != "relu" else x.abs()
            self.nearest = min(self.nearest, float(distance.min() / x.std()))
        return function(*args, **(kwargs or {}))


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


def fixture(network, extent, seed):
    start(network, seed)
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


def made(title):
    name, width, extent, form, _ = FIXTURES[title]
    dropout = {"dropout": 0} if name.startswith("vgg") or name == "mobilenetv2" else {}
    options = {"width": width, "inputSize": extent, "classes": CLASSES, **dropout, **({"form": form} if form else {})}
    return make_network(name, width, CLASSES, small=form != "imagenet", **dropout), options


def search(title):
    _, _, extent, _, _ = FIXTURES[title]
    distances = []
    for seed in range(40):
        with Kinks() as kinks:
            fixture(made(title)[0], extent, seed)
        distances.append(kinks.nearest)
    print(title, int(np.argmax(distances)), max(distances), np.median(distances))


def write(title):
    name, _, extent, _, seed = FIXTURES[title]
    network, options = made(title)
    metadata = {
        "network": name,
        "options": json.dumps(options),
        "seed": str(seed),
        "writer": f"PyTorch {torch.__version__}",
    }
    path = pathlib.Path(__file__).parent / "fixtures" / "zoo" / f"{title}.safetensors"
    path.parent.mkdir(exist_ok=True)
    write_safetensors(path, fixture(network, extent, seed), metadata)


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1:2] == ["--search"]:
        search(sys.argv[2])
    else:
        for title in FIXTURES:
            write(title)
