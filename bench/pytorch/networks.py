"""The networks for grey digits in PyTorch, with what the measurements beside them share."""

import gzip
import resource

import numpy
import torch
from recurrent import RECURRENT
from torch import nn

C3_TABLE = (
    "111000 011100 001110 000111 100011 110001 111100 011110 "
    "001111 100111 110011 111001 110110 011011 101101 111111"
).split()


class MaskedConv2d(nn.Conv2d):
    """A convolution whose weight is cut where the connection table has a 0."""

    def __init__(self, table, kernel_size):
        super().__init__(len(table[0]), len(table), kernel_size)
        rows = [[float(mark) for mark in row] for row in table]
        self.register_buffer("mask", torch.tensor(rows)[:, :, None, None])

    def forward(self, x):
        return nn.functional.conv2d(x, self.weight * self.mask, self.bias)


def dense(inputs):
    return [nn.Linear(inputs, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)]


def lenet5(c3):
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
        c3, nn.Tanh(), nn.AvgPool2d(2),
        nn.Flatten(), *dense(400),
    )


NETWORKS = {
    "lenet5": lambda: lenet5(MaskedConv2d(C3_TABLE, 5)),
    "lenet5-full": lambda: lenet5(nn.Conv2d(6, 16, 5)),
    "mlp": lambda: nn.Sequential(nn.Flatten(), *dense(784)),
    "pooled-mlp": lambda: nn.Sequential(nn.AvgPool2d(4), nn.Flatten(), *dense(49)),
    **RECURRENT,
}


def mnist(folder, part, count=0):
    """Images as fractions of 1, [N, 1, 28, 28], and labels, [N]; the first `count`, 0 for all."""

    def read(name, offset):
        with gzip.open(f"{folder}/mnist/{part}-{name}-ubyte.gz") as file:
            return numpy.frombuffer(file.read(), numpy.uint8, offset=offset)

    images = torch.tensor(read("images-idx3", 16)).reshape(-1, 1, 28, 28)
    labels = torch.tensor(read("labels-idx1", 8)).long()
    end = count or len(labels)
    return images[:end].float() / 255, labels[:end]


def moved(images, dx, dy):
    """Every image moved dx pixels right and dy down, zeros entering."""
    height, width = images.shape[-2:]
    padded = nn.functional.pad(images, (max(dx, 0), max(-dx, 0), max(dy, 0), max(-dy, 0)))
    top, left = max(-dy, 0), max(-dx, 0)
    return padded[..., top : top + height, left : left + width]


@torch.no_grad()
def right_answers(network, images, labels, batch=1000):
    pairs = zip(images.split(batch), labels.split(batch))
    return sum(int((network(x).argmax(1) == y).sum()) for x, y in pairs)


def right_when_moved(network, images, labels, shift, shift_down):
    """Right answers over all shifts, and how many were asked for."""
    shifts = [
        (dx, dy)
        for dx in range(-shift, shift + 1)
        for dy in range(-shift_down, shift_down + 1)
    ]
    right = sum(right_answers(network, moved(images, dx, dy), labels) for dx, dy in shifts)
    return right, len(shifts) * len(labels)


def memory_mib(kind):
    """Resident memory of this program as the system knows it: VmRSS now, VmHWM at its peak."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(kind):
                return round(int(line.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def peak_mib():
    return memory_mib("VmHWM")
