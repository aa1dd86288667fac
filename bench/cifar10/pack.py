"""Decodes a part of CIFAR-10 (JPEG) once, so that learnscope and PyTorch train on the same bytes.

usage: /usr/bin/python3 bench/cifar10/pack.py ARCHIVE OUTPUT.safetensors [TRAIN_PER_CLASS] [TEST_PER_CLASS]
ARCHIVE holds train/<class>/0000.jpg … and test/<class>/0000.jpg …; needs python3-pil and python3-numpy.
Writes train.images and test.images [N, 3, 32, 32] and train.labels and test.labels [N], all bytes; classes in
alphabetical order, one image of each after the other.
"""

import io
import json
import re
import sys
import tarfile

import numpy as np
from PIL import Image


def main():
    archive, output = sys.argv[1:3]
    per_class = {"train": int((sys.argv[3:4] or [1000])[0]), "test": int((sys.argv[4:5] or [200])[0])}
    images = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            match = re.fullmatch(r"(train|test)/(\w+)/(\d+)\.jpg", member.name)
            if match and int(match[3]) < per_class[match[1]]:
                picture = Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB")
                images[match[1], int(match[3]), match[2]] = np.asarray(picture).transpose(2, 0, 1)
    classes = sorted({name for _, _, name in images})
    tensors = {}
    for part in per_class:
        keys = sorted(key for key in images if key[0] == part)
        tensors[f"{part}.images"] = np.stack([images[key] for key in keys])
        tensors[f"{part}.labels"] = np.array([classes.index(key[2]) for key in keys], np.uint8)
    save(tensors, output)


def save(tensors, path):
    """Writes a safetensors file of bytes."""
    header, end = {}, 0
    for name, array in tensors.items():
        header[name] = {"dtype": "U8", "shape": list(array.shape), "data_offsets": [end, end + array.size]}
        end += array.size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for array in tensors.values():
            file.write(np.ascontiguousarray(array).tobytes())


main()
