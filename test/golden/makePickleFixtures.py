"""Writes test/golden/fixtures/pickle/*: CIFAR batches of two images as Python writes them.

usage: /usr/bin/python3 test/golden/makePickleFixtures.py
needs: Debian's python3-numpy

Image n has 3072 bytes: byte i is (7 n + i) mod 251. The batches are those of CIFAR-10 (`data`, `labels`, `filenames`,
`batch_label`), under text keys by protocols 2, 4 and 5, and as Python 2 wrote them: `python2` is put together by hand from
the instructions that Python 2 used, BINSTRING and SHORT_BINSTRING, because no Python 3 writes them. `cifar100-train` has the
keys of CIFAR-100, and `cifar10-meta` and `cifar100-meta` have names of classes. `os-system` would run a command, if it were run.
"""

import os
import pathlib
import pickle
import struct

import numpy as np

FOLDER = pathlib.Path(__file__).parent / "fixtures" / "pickle"
DATA = np.array([[(7 * n + i) % 251 for i in range(3072)] for n in range(2)], dtype=np.uint8)
LABELS = [3, 9]


def batch():
    names = [f"image_{n}.png" for n in range(2)]
    return {"batch_label": "training batch 1 of 5", "labels": LABELS, "data": DATA, "filenames": names}


def named(stem, count):
    return [f"{stem}{i}" for i in range(count)]


def short(text):
    return b"U" + bytes([len(text)]) + text


def python2():
    array = b"cnumpy.core.multiarray\n_reconstruct\nq\x01cnumpy\nndarray\nq\x02K\x00\x85" + short(b"b") + b"\x87Rq\x03"
    dtype = b"cnumpy\ndtype\nq\x04" + short(b"u1") + b"K\x00K\x01\x87Rq\x05"
    dtype += b"(K\x03" + short(b"|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
    state = b"(K\x01K\x02M\x00\x0c\x86" + dtype + b"\x89T" + struct.pack("<I", DATA.size) + DATA.tobytes() + b"tb"
    labels = b"]q\x06(" + b"".join(b"K" + bytes([label]) for label in LABELS) + b"e"
    items = short(b"data") + array + state + short(b"labels") + labels
    items += short(b"batch_label") + short(b"training batch 1 of 5")
    return b"\x80\x02}q\x00(" + items + b"u."


class RunsCommand:
    def __reduce__(self):
        return os.system, ("echo run",)


def main():
    FOLDER.mkdir(exist_ok=True)
    for protocol in (2, 4, 5):
        (FOLDER / f"protocol{protocol}").write_bytes(pickle.dumps(batch(), protocol=protocol))
    (FOLDER / "python2").write_bytes(python2())
    assert (pickle.loads(python2(), encoding="bytes")[b"data"] == DATA).all()
    cifar100 = {"fine_labels": [99, 41], "coarse_labels": [19, 7], "data": DATA}
    (FOLDER / "cifar100-train").write_bytes(pickle.dumps(cifar100, protocol=2))
    names = {"label_names": named("class", 10), "num_vis": 3072}
    (FOLDER / "cifar10-meta").write_bytes(pickle.dumps(names, protocol=2))
    names = {"fine_label_names": named("fine", 100), "coarse_label_names": named("coarse", 20)}
    (FOLDER / "cifar100-meta").write_bytes(pickle.dumps(names, protocol=2))
    (FOLDER / "os-system").write_bytes(pickle.dumps(RunsCommand(), protocol=2))


main()
