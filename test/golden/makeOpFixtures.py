"""Writes test/golden/fixtures/ops/*.safetensors: what PyTorch makes of the operations of src/ops.

usage: OMP_NUM_THREADS=1 /usr/bin/python3 test/golden/makeOpFixtures.py [name ...]
needs: Debian's python3-torch (PyTorch 1.13.1) and python3-numpy

A row of OPS is a name, a function and what it is called with. Its file holds the inputs (input/0, input/1, ...), the
outputs (output/0, ...), a number for every element of every output (dy/0, ...), and for every float input the gradient
of Σ dy · output (gradient/0, ...), as far as PyTorch has one. PyTorch computes in float64, on inputs that float32 holds
exactly. Every file has random numbers of its own, so that a new row changes no other file.
"""

import pathlib
import sys
import zlib

import numpy as np
import torch
import torch.nn.functional as F

from makeFixtures import write_safetensors


def floats(*shape, low=-3.0, high=3.0):
    """Numbers spread evenly from low to high, in random order: none equal, none at 0 or 1, where functions have kinks."""
    count = int(np.prod(shape))
    spread = low + (high - low) * (np.arange(count) + 0.4) / count
    return lambda random: random.permutation(spread).astype(np.float32).reshape(shape)


def integers(*shape, below):
    """Whole numbers from 0 to below - 1."""
    return lambda random: random.integers(0, below, shape).astype(np.int32)


def given(*rows):
    """Exactly these numbers."""
    return lambda random: np.array(rows, dtype=np.float32)


def running_statistics(x1, x2, x3, weight, bias):
    """The layer trained on one batch after the other, then asked about the first; then its running statistics."""
    mean, variance = torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64)
    outputs = [F.batch_norm(x, mean, variance, weight, bias, training=True, momentum=0.2) for x in (x1, x2, x3)]
    # Copies: PyTorch updates them in place.
    kept = mean.clone(), variance.clone()
    return (*outputs, F.batch_norm(x1, *kept, weight, bias), *kept)


def with_statistics(x, scale, shift):
    axes = [0, *range(2, x.ndim)]
    y = F.batch_norm(x, None, None, scale, shift, training=True)
    return y, x.mean(axes), x.var(axes, unbiased=False)


def by_statistics(x, scale, shift, mean, variance):
    return F.batch_norm(x, mean.detach(), variance.detach(), scale, shift)


def conv(inputs, outputs, kernel, groups=1):
    """Images, weight and bias of a convolution."""
    return floats(2, inputs, 8, 6), floats(outputs, inputs // groups, kernel, kernel), floats(outputs)


def transposed_conv(inputs, outputs, kernel, groups=1):
    return floats(2, inputs, 5, 4), floats(inputs, outputs // groups, kernel, kernel), floats(outputs)


def resized(mode, size, corners=None):
    return lambda x: F.interpolate(x, size, mode=mode, align_corners=corners)


def cross_entropy(weight=None, **options):
    own = None if weight is None else torch.tensor(weight, dtype=torch.float64)
    return lambda logits, labels: F.cross_entropy(logits, labels, own, **options)


TIES = given([1, 2, 2, -1], [3, 3, 3, 0])

# test/golden/ops.test.ts has the same names.
OPS = {
    "abs": (torch.abs, floats(4, 6)),
    "batchNorm": (with_statistics, floats(3, 20, 4, 5), floats(20), floats(20)),
    "batchNorm-constant": (with_statistics, given([1, 5, 2], [-1, 5, 3], [4, 5, 2]), floats(3), floats(3)),
    "batchNorm-features": (with_statistics, floats(7, 6), floats(6), floats(6)),
    "batchNorm-relu": (lambda *own: F.relu(with_statistics(*own)[0]), floats(3, 16, 4, 5), floats(16), floats(16)),
    "batchNorm-running": (running_statistics, *[floats(2, 3, 4, 2, low=low) for low in (-3, -1, 1)], floats(3), floats(3)),
    "batchNormEval": (by_statistics, floats(3, 20, 4, 5), floats(20), floats(20), floats(20), floats(20, low=0.5)),
    "batchNormEval-relu": (lambda *own: F.relu(by_statistics(*own)), floats(9, 3), *[floats(3)] * 3, floats(3, low=0.5)),
    "clip": (lambda x: F.hardtanh(x, -0.5, 0.75), floats(4, 6)),
    "clip-at-bounds": (F.relu6, given([0, 6, 3, -1, 7])),
    "binaryCrossEntropy": (F.binary_cross_entropy_with_logits, floats(4, 6, low=-9, high=9), floats(4, 6, low=0, high=1)),
    "crossEntropy": (cross_entropy(), floats(5, 7), integers(5, below=7)),
    "crossEntropy-smoothed": (cross_entropy(label_smoothing=0.2), floats(5, 7), integers(5, below=7)),
    "crossEntropy-weighted": (cross_entropy(weight=[1, 0.5, 0, 2, 1, 3]), floats(9, 6), integers(9, below=6)),
    "crossEntropy-both": (cross_entropy(weight=[1, 0.5, 0, 2], label_smoothing=0.2), floats(9, 4), integers(9, below=4)),
    "cumsum": (lambda x: torch.cumsum(x, 1), floats(3, 5, 2)),
    "cumsum-reverse": (lambda x: torch.flip(torch.cumsum(torch.flip(x, [0]), 0), [0]), floats(3, 5)),
    "elu": (F.elu, floats(4, 6)),
    "elu-alpha": (lambda x: F.elu(x, 0.5), floats(4, 6)),
    "gelu": (F.gelu, floats(6, 6, low=-6, high=6)),
    "groupNorm": (lambda x, s, b: F.group_norm(x, 4, s, b), floats(2, 20, 3, 4), floats(20), floats(20)),
    "groupNorm-instance": (lambda x: F.instance_norm(x), floats(2, 5, 3, 4)),
    "greater": (lambda a, b: torch.gt(a, b).to(a), TIES, given([1, 3, 2, 0])),
    "greaterEqual": (lambda a, b: torch.ge(a, b).to(a), TIES, given([1, 3, 2, 0])),
    "hardSigmoid": (F.hardsigmoid, floats(6, 6, low=-5, high=5)),
    "hardSwish": (F.hardswish, floats(6, 6, low=-5, high=5)),
    "layerNorm": (lambda x, s, b: F.layer_norm(x, (4, 5), s, b), floats(3, 2, 4, 5), floats(4, 5), floats(4, 5)),
    "layerNorm-bare": (lambda x: F.layer_norm(x, (19,), eps=0.1), floats(7, 19)),
    "leakyRelu": (lambda x: F.leaky_relu(x, 0.1), floats(4, 6)),
    "less": (lambda a, b: torch.lt(a, b).to(a), TIES, given([1, 3, 2, 0])),
    "lessEqual": (lambda a, b: torch.le(a, b).to(a), TIES, given([1, 3, 2, 0])),
    "max-ties": (lambda x: torch.amax(x, 1), TIES),
    "maximum": (torch.maximum, floats(2, 3, 4), floats(3, 1)),
    "maximum-ties": (torch.maximum, TIES, given([1, 3, 2, 0])),
    "meanSquaredError": (F.mse_loss, floats(4, 6), floats(4, 6)),
    "min": (lambda x: torch.amin(x, [0, 2]), floats(3, 4, 5)),
    "min-ties": (lambda x: torch.amin(x, 1, keepdim=True), TIES),
    "minimum": (torch.minimum, floats(4), floats(2, 3, 4)),
    "minimum-ties": (torch.minimum, TIES, given([1, 3, 2, 0])),
    "pow": (lambda x: x**2.5, floats(4, 6, low=0.1)),
    "pow-negative": (lambda x: x**-1, floats(4, 6)),
    "pow-whole": (lambda x: x**3, floats(4, 6)),
    "rsqrt": (torch.rsqrt, floats(4, 6, low=0.1)),
    "silu": (F.silu, floats(6, 6, low=-8, high=8)),
    "softplus": (F.softplus, floats(6, 6, low=-15, high=15)),
    "sqrt": (torch.sqrt, floats(4, 6, low=0.1)),
    "standardDeviation": (lambda x: torch.std(x, [0, 2], unbiased=True), floats(3, 4, 5)),
    "stopGradient": (lambda x: x * x.detach(), floats(4, 6)),
    "variance": (lambda x: torch.var(x, [0, 2, 3], unbiased=False, keepdim=True), floats(3, 4, 2, 5)),
    "variance-corrected": (lambda x: torch.var(x, unbiased=True), floats(4, 6, low=99, high=101)),
    "where": (lambda c, a, b: torch.where(c != 0, a, b), integers(4, 6, below=3), floats(4, 1), floats(6)),
    "adaptiveAvgPool2d": (lambda x: F.adaptive_avg_pool2d(x, (3, 4)), floats(2, 3, 7, 10)),
    "adaptiveAvgPool2d-more": (lambda x: F.adaptive_avg_pool2d(x, (4, 3)), floats(2, 3, 3, 2)),
    "adaptiveMaxPool2d": (lambda x: F.adaptive_max_pool2d(x, (3, 4)), floats(2, 3, 7, 10)),
    "avgPool2d-ceil": (lambda x: F.avg_pool2d(x, 3, 2, 1, ceil_mode=True), floats(2, 17, 6, 8)),
    "avgPool2d-ceil-uncounted": (lambda x: F.avg_pool2d(x, 3, 2, 1, True, False), floats(2, 3, 6, 8)),
    "avgPool2d-global": (lambda x: x.mean([2, 3], keepdim=True), floats(2, 20, 7, 7)),
    "avgPool2d-same": (lambda x: F.avg_pool2d(F.pad(x, (0, 1, 0, 1)), 3, 2), floats(2, 17, 6, 8)),
    "conv2d-depthwise": (lambda x, w, b: F.conv2d(x, w, b, 2, 1, groups=24), *conv(24, 24, 3, groups=24)),
    "conv2d-dilation": (lambda x, w, b: F.conv2d(x, w, b, 1, 2, dilation=2), *conv(5, 18, 3)),
    "conv2d-grouped": (lambda x, w, b: F.conv2d(x, w, b, 1, 1, groups=8), *conv(32, 16, 3, groups=8)),
    "conv2d-multiplier": (lambda x, w, b: F.conv2d(x, w, b, groups=6), *conv(6, 18, 3, groups=6)),
    "conv2d-same": (lambda x, w, b: F.conv2d(x, w, b, padding="same", dilation=(1, 3)), *conv(3, 7, 4)),
    "conv2d-same-stride": (lambda x, w, b: F.conv2d(F.pad(x, (0, 1, 0, 1)), w, b, 2), *conv(3, 7, 3)),
    "convTranspose2d": (lambda x, w, b: F.conv_transpose2d(x, w, b, 2, 1, 1), *transposed_conv(6, 4, 3)),
    "convTranspose2d-grouped": (
        lambda x, w, b: F.conv_transpose2d(x, w, b, (3, 2), (1, 0), (2, 0), 4, (1, 2)),
        *transposed_conv(8, 12, 3, groups=4),
    ),
    "embedding": (lambda i, table: F.embedding(i, table), integers(2, 5, below=4), floats(4, 6)),
    "gather": (lambda x, i: torch.index_select(x, 1, i), floats(3, 4, 5), integers(6, below=4)),
    "gather-rows": (lambda x, i: torch.gather(x, 1, i), floats(5, 7), integers(5, 3, below=7)),
    "maxPool2d-ceil": (lambda x: F.max_pool2d(x, 3, 2, ceil_mode=True), floats(2, 17, 6, 8)),
    "maxPool2d-dilation": (lambda x: F.max_pool2d(x, 3, 2, 1, (2, 3)), floats(2, 3, 9, 8)),
    "maxPool2d-global": (lambda x: torch.amax(x, [2, 3], keepdim=True), floats(2, 20, 7, 7)),
    "resize2d-corners": (resized("bilinear", (9, 5), True), floats(2, 3, 6, 8)),
    "resize2d-double": (resized("bilinear", (10, 14)), floats(2, 16, 5, 7)),
    "resize2d-down": (resized("bilinear", (3, 5)), floats(2, 3, 7, 8)),
    "resize2d-nearest": (resized("nearest", (9, 5)), floats(2, 3, 7, 8)),
    "resize2d-nearest-double": (resized("nearest", (10, 14)), floats(2, 16, 5, 7)),
    "split": (lambda x: tuple(torch.split(x, [1, 3, 2], 1)), floats(3, 6, 2)),
    "split-overlapping": (lambda x: (x[:, :4], x[:, 3:5], x[1:]), floats(3, 6, 2)),
    "stack": (lambda a, b: torch.stack([a, b, a], 1), floats(3, 4), floats(3, 4)),
}


def fixture(name, function, *makers):
    random = np.random.default_rng(zlib.crc32(name.encode()))
    arrays = [make(random) for make in makers]
    inputs = [as_tensor(array) for array in arrays]
    result = function(*inputs)
    outputs = result if isinstance(result, tuple) else (result,)
    dys = [random.standard_normal(tuple(y.shape)).astype(np.float32) for y in outputs]
    loss = sum((y * torch.tensor(dy, dtype=torch.float64)).sum() for y, dy in zip(outputs, dys))
    if loss.requires_grad:
        loss.backward()
    return {
        **{f"input/{i}": array for i, array in enumerate(arrays)},
        **{f"output/{i}": y.detach().numpy().astype(np.float32) for i, y in enumerate(outputs)},
        **{f"dy/{i}": dy for i, dy in enumerate(dys)},
        **{f"gradient/{i}": x.grad.numpy().astype(np.float32) for i, x in enumerate(inputs) if x.grad is not None},
    }


def as_tensor(array):
    if array.dtype == np.int32:
        return torch.tensor(array, dtype=torch.int64)
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def main(names):
    torch.set_num_threads(1)
    folder = pathlib.Path(__file__).parent / "fixtures" / "ops"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or OPS:
        metadata = {"writer": f"PyTorch {torch.__version__}"}
        write_safetensors(folder / f"{name}.safetensors", fixture(name, *OPS[name]), metadata)


if __name__ == "__main__":
    main(sys.argv[1:])
