"""The recurrent networks of src/zoo in PyTorch: images read row by row, and the networks of source 002."""

import torch
from torch import nn


class RowRnn(nn.Module):
    """Reads an image from its first row to its last; `kind` is nn.LSTM or nn.GRU."""

    def __init__(self, kind, size=128, layers=1, classes=10):
        super().__init__()
        self.name = kind.__name__.lower()
        self.add_module(self.name, kind(28, size, layers, batch_first=True))
        self.output = nn.Linear(size, classes)

    def forward(self, images):
        steps, _ = getattr(self, self.name)(images[:, 0])
        return self.output(steps[:, -1])


class Cnn002(nn.Module):
    """A convolution with 16 filters of 3×3, ReLU, max pooling of 2×2, dropout, a full connection."""

    def __init__(self, filters=16, dropout=0.25, classes=10):
        super().__init__()
        self.conv = nn.Conv2d(1, filters, 3)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(filters * 13 * 13, classes)

    def forward(self, images):
        maps = nn.functional.max_pool2d(torch.relu(self.conv(images)), 2)
        return self.output(self.dropout(maps.flatten(1)))


class LabelLstm(nn.Module):
    """An LSTM reads ten numbers of each of two images."""

    example_shape = (2, 10)

    def __init__(self, size=128, classes=28):
        super().__init__()
        self.lstm = nn.LSTM(10, size, batch_first=True)
        self.output = nn.Linear(size, classes)

    def forward(self, labels):
        steps, _ = self.lstm(labels)
        return self.output(steps[:, -1])


class CnnLstm(LabelLstm):
    """A CNN for each of two images; an LSTM reads their probabilities or logits."""

    example_shape = (2, 1, 28, 28)

    def __init__(self, filters=16, dropout=0.25, size=128, classes=28, reads="probabilities"):
        super().__init__(size, classes)
        self.cnn1 = Cnn002(filters, dropout)
        self.cnn2 = Cnn002(filters, dropout)
        self.reads = reads

    def forward(self, images):
        logits = torch.stack([self.cnn1(images[:, 0]), self.cnn2(images[:, 1])], 1)
        return super().forward(logits if self.reads == "logits" else torch.softmax(logits, 2))


RECURRENT = {
    "row-lstm": lambda: RowRnn(nn.LSTM),
    "row-gru": lambda: RowRnn(nn.GRU),
    "cnn002": Cnn002,
    "label-lstm": LabelLstm,
    "cnn-lstm": CnnLstm,
}
