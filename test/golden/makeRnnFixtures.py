"""Writes test/golden/fixtures/recurrent/*.safetensors: what PyTorch makes of the recurrent layers of src/nn.

usage: OMP_NUM_THREADS=1 /usr/bin/python3 test/golden/makeRnnFixtures.py
needs: Debian's python3-torch (PyTorch 1.13.1) and python3-numpy

Each file holds a sequence (x [N, T, I]), the state that each cell starts from (hidden and, for the LSTM, cell [L·D, N, H]),
the parameters by PyTorch's names (parameter/<name>); what PyTorch gives (output/steps [N, T, D·H], output/hidden,
output/cell); a number for each element of these (dy/...); and the gradients of Σ dy · output for all of the first
(gradient/...). PyTorch computes in float64, on numbers that float32 holds exactly.
"""

import pathlib

import numpy as np
import torch
from makeFixtures import write_safetensors
from torch import nn

N, T, I, H = 3, 5, 4, 6

# name: the layer's class, and its options under the names that they have here
LAYERS = {
    "lstm": (nn.LSTM, {"layers": 2, "bidirectional": False}),
    "lstm-bidirectional": (nn.LSTM, {"layers": 1, "bidirectional": True}),
    "gru": (nn.GRU, {"layers": 2, "bidirectional": False}),
    "gru-bidirectional": (nn.GRU, {"layers": 1, "bidirectional": True}),
}


def as_tensor(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def as_array(tensor):
    return tensor.detach().numpy().astype(np.float32)


def fixture(kind, layers, bidirectional):
    random = np.random.default_rng(0)
    layer = kind(I, H, layers, batch_first=True, bidirectional=bidirectional).double()
    for parameter in layer.parameters():
        parameter.data = as_tensor(random.uniform(-0.8, 0.8, parameter.shape).astype(np.float32)).data
    cells = layers * (2 if bidirectional else 1)
    states = ["hidden", "cell"] if kind is nn.LSTM else ["hidden"]
    given = {"x": random.standard_normal((N, T, I)).astype(np.float32)}
    given |= {name: random.standard_normal((cells, N, H)).astype(np.float32) for name in states}
    leaves = {name: as_tensor(array) for name, array in given.items()}
    start = tuple(leaves[name] for name in states)
    steps, last = layer(leaves["x"], start if len(start) == 2 else start[0])
    outputs = {"steps": steps, **dict(zip(states, last if len(start) == 2 else [last]))}
    dys = {name: random.standard_normal(tuple(y.shape)).astype(np.float32) for name, y in outputs.items()}
    sum((y * torch.tensor(dys[name], dtype=torch.float64)).sum() for name, y in outputs.items()).backward()
    parameters = dict(layer.named_parameters())
    return {
        **given,
        **{f"parameter/{name}": as_array(value) for name, value in parameters.items()},
        **{f"output/{name}": as_array(value) for name, value in outputs.items()},
        **{f"dy/{name}": array for name, array in dys.items()},
        **{f"gradient/{name}": as_array(value.grad) for name, value in {**leaves, **parameters}.items()},
    }


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(__file__).parent / "fixtures" / "recurrent"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (kind, options) in LAYERS.items():
        metadata = {
            "layer": kind.__name__.lower(),
            "layers": str(options["layers"]),
            "bidirectional": str(options["bidirectional"]).lower(),
            "writer": f"PyTorch {torch.__version__}",
        }
        write_safetensors(folder / f"{name}.safetensors", fixture(kind, **options), metadata)


if __name__ == "__main__":
    main()
