"""Writes test/golden/fixtures/stateDicts.json: names and shapes of all parameters and buffers of torchvision's networks.

usage: /usr/bin/python3 test/golden/makeStateDicts.py
needs: Debian's python3-torchvision (0.14.1)

Left out is the number of batches that a batch norm has seen, which nothing reads where its momentum is given.
"""

import json
import pathlib

import torchvision

NAMES = {
    "resnet18": "resnet18",
    "resnet34": "resnet34",
    "resnet50": "resnet50",
    "resnet101": "resnet101",
    "resnext50": "resnext50_32x4d",
    "mobilenetv2": "mobilenet_v2",
    "vgg16": "vgg16",
    "vgg16-bn": "vgg16_bn",
    "densenet169": "densenet169",
}


def shapes_of(name):
    state = getattr(torchvision.models, name)().state_dict()
    return {key: list(value.shape) for key, value in state.items() if not key.endswith("num_batches_tracked")}


def main():
    rows = [
        f"{json.dumps(name)}: {json.dumps(shapes_of(theirs), separators=(',', ':'))}" for name, theirs in NAMES.items()
    ]
    path = pathlib.Path(__file__).parent / "fixtures" / "stateDicts.json"
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main()
