"""Writes test/golden/fixtures/matlab/: MAT-files of version 5 as SciPy writes them, with arrays as in SVHN's.

usage: /usr/bin/python3 test/golden/makeMatlabFixture.py
needs: Debian's python3-scipy (1.10.1)

The pixel of image n, channel c, row y and column x is (7 n + 80 c + 2 y + 3 x) mod 256; image n shows digit n mod 10.
"""

import pathlib

import numpy
import scipy.io

COUNT = 11


def svhn():
    y, x, c, n = numpy.meshgrid(*(numpy.arange(size) for size in (32, 32, 3, COUNT)), indexing="ij")
    pixels = (7 * n + 80 * c + 2 * y + 3 * x) % 256
    labels = numpy.where(numpy.arange(COUNT) % 10 == 0, 10, numpy.arange(COUNT) % 10)
    return {"X": pixels.astype(numpy.uint8), "y": labels.astype(numpy.uint8)[:, None]}


def mixed():
    return {
        "text": "not numbers",
        "cell": numpy.array(["a", 1], dtype=object),
        "record": {"field": numpy.arange(3)},
        "int16": numpy.array([[-1, 300, 5], [-7, 8, 9]], dtype=numpy.int16),
        "single": numpy.array([[0.5], [-2.25]], dtype=numpy.float32),
        "double": numpy.array([[1.1, -3e300]]),
        "int64": numpy.array([[-(2**40), 3]]),
        "complex": numpy.array([[1 + 2j]]),
        "empty": numpy.zeros((0, 3), dtype=numpy.uint8),
        "bytes": numpy.arange(24, dtype=numpy.uint8).reshape(2, 3, 4),
    }


def main():
    folder = pathlib.Path(__file__).parent / "fixtures" / "matlab"
    folder.mkdir(parents=True, exist_ok=True)
    for name, arrays, compress in [("svhn", svhn(), True), ("packed", mixed(), True), ("plain", mixed(), False)]:
        path = folder / f"{name}.mat"
        scipy.io.savemat(path, arrays, do_compression=compress)
        # SciPy writes the time of writing into the header's text.
        contents = path.read_bytes()
        path.write_bytes(b"MATLAB 5.0 MAT-file".ljust(116) + contents[116:])


if __name__ == "__main__":
    main()
