"""Prints the known answers of src/probes/sharpness.test.ts: eigenvalues and trace of a whole Hessian.

usage: python3 test/golden/makeSharpness.py
needs: torch
"""

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

i = torch.arange(20 * 36)
images = ((37 * i * i + 11 * i) % 256).reshape(20, 1, 6, 6) / 255
labels = torch.arange(20) % 3

shapes = {
    "conv.weight": (3, 1, 3, 3),
    "conv.bias": (3,),
    "norm.weight": (3,),
    "norm.bias": (3,),
    "output.weight": (3, 12),
    "output.bias": (3,),
}
sizes = [torch.Size(shape).numel() for shape in shapes.values()]
start = torch.sin(torch.arange(sum(sizes)) + 1.0).float().double()
mean = torch.tensor([0.1, 0.2, 0.3]).float().double()
variance = torch.tensor([0.5, 1.0, 1.5])


def loss(vector):
    parts = vector.split(sizes)
    weight, bias, scale, shift, last, lastBias = (
        part.reshape(shape) for part, shape in zip(parts, shapes.values())
    )
    y = F.conv2d(images, weight, bias)
    y = F.relu(F.batch_norm(y, mean, variance, scale, shift))
    y = F.max_pool2d(y, 2).flatten(1)
    return F.cross_entropy(F.linear(y, last, lastBias), labels)


hessian = torch.autograd.functional.hessian(loss, start)
print("loss", loss(start).item())
print("eigenvalues", torch.linalg.eigvalsh(hessian).flip(0)[:3].tolist())
print("trace", hessian.trace().item())
