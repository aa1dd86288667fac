"""Writes test/golden/fixtures/*.safetensors: what PyTorch makes of the networks of src/zoo.

usage: /usr/bin/python3 test/golden/makeFixtures.py
needs: Debian's python3-torch (PyTorch 1.13.1) and python3-numpy

Each file holds images [5, 4, 1, 28, 28], or sequences of images, and labels [5, 4], five batches of four; for the first
batch the logits and dLoss/dParameter (gradient/<name>); and the parameters after one step on each batch with plain SGD
(sgd/<name>) and with momentum 0.9 and weight decay 0.01 (momentum/<name>), learning rate 0.1 both times. PyTorch
computes in float64, so what a comparison finds is the rounding of the other side. Of tensors with more than 2,500 numbers every 31st is kept: 31
divides no extent, so the kept ones come from all rows and columns. The parameters to begin with are not stored:
`initial` computes them, and fixtures.ts does it in the same way.
"""

import json
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F

BATCHES, BATCH_SIZE, LEARNING_RATE = 5, 4, 0.1

# fmt: off
C3_TABLE = [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5], [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5],
            [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5], [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5], [0, 1, 2, 3, 4, 5]]
# fmt: on

ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "scaledTanh": lambda x: 1.7159 * torch.tanh(2 * x / 3)}


def mixed(count, salt):
    """Integers of 32 bits, mixed by multiplications and shifts."""
    h = (np.arange(count, dtype=np.uint64) + np.uint64(1 + 100_003 * salt)) * np.uint64(2_654_435_761) % np.uint64(2**32)
    h ^= h >> np.uint64(15)
    h = h * np.uint64(2_246_822_519) % np.uint64(2**32)
    return h ^ (h >> np.uint64(13))


def initial(shape, salt):
    """Mixed integers as fractions within ±1/√fanIn; within ±0.25 for vectors."""
    count = int(np.prod(shape))
    h = mixed(count, salt)
    bound = 1 / np.sqrt(count / shape[0]) if len(shape) > 1 else 0.25
    return ((h.astype(np.float64) / 2**31 - 1) * bound).astype(np.float32).reshape(shape)


def lenet5_shapes(options):
    trainable = options.get("subsampling") == "trainable"
    pools = {f"{name}.{part}": (n,) for name, n in [("s2", 6), ("s4", 16)] for part in ["coefficient", "bias"]}
    return {
        **with_biases({"c1": (6, 1, 5, 5), "c3": (16, 6, 5, 5), "c5": (120, 16, 5, 5), "f6": (84, 120), "output": (10, 84)}),
        **(pools if trainable else {}),
    }


def lenet5(p, x, c3="table", subsampling="avg", activation="tanh", padding="zero"):
    squash, circular = ACTIVATIONS[activation], padding == "circular"

    def conv(name, x, pad, mask=1.0):
        x = F.pad(x, [pad] * 4, mode="circular" if circular else "constant")
        return squash(F.conv2d(x, p[name + ".weight"] * mask, p[name + ".bias"]))

    def pool(name, x):
        channels = x.shape[1]
        if subsampling == "avg":
            return F.avg_pool2d(x, 2)
        if subsampling == "max":
            return F.max_pool2d(x, 2)
        if subsampling == "blur":
            kernel = torch.tensor([1.0, 2.0, 1.0], dtype=torch.float64)
            kernel = (kernel[:, None] * kernel / 16).expand(channels, 1, 3, 3)
            x = F.pad(x, [1, x.shape[3] % 2, 1, x.shape[2] % 2], mode="circular" if circular else "reflect")
            return F.conv2d(x, kernel, stride=2, groups=channels)
        scale, bias = p[name + ".coefficient"].view(1, -1, 1, 1), p[name + ".bias"].view(1, -1, 1, 1)
        return squash(F.avg_pool2d(x, 2, divisor_override=1) * scale + bias)

    mask = torch.ones(16, 6, 1, 1, dtype=torch.float64)
    if c3 == "table":
        mask.zero_()
        for row, columns in enumerate(C3_TABLE):
            mask[row, columns] = 1
    x = pool("s2", conv("c1", x, 2))
    x = pool("s4", conv("c3", x, 2 if circular else 0, mask))
    x = conv("c5", x, 2 if circular else 0).mean([2, 3])
    return F.linear(squash(F.linear(x, p["f6.weight"], p["f6.bias"])), p["output.weight"], p["output.bias"])


def mlp_shapes(inputs):
    return with_biases({"f1": (120, inputs), "f2": (84, 120), "output": (10, 84)})


def mlp(p, x):
    x = torch.tanh(F.linear(x.flatten(1), p["f1.weight"], p["f1.bias"]))
    return F.linear(torch.tanh(F.linear(x, p["f2.weight"], p["f2.bias"])), p["output.weight"], p["output.bias"])


def rnn_shapes(kind, gates, inputs, size, layers=1):
    rows = gates * size
    per_layer = lambda width: {"weight_ih": (rows, width), "weight_hh": (rows, size), "bias_ih": (rows,), "bias_hh": (rows,)}
    return {
        f"{kind}.{name}_l{layer}": shape
        for layer in range(layers)
        for name, shape in per_layer(size if layer else inputs).items()
    }


def last_state(p, x, kind, layers=1):
    names = [f"{name}_l{layer}" for layer in range(layers) for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]]
    weights = [p[f"{kind}.{name}"] for name in names]
    zeros = torch.zeros(layers, len(x), weights[1].shape[1], dtype=torch.float64)
    start = (zeros, zeros) if kind == "lstm" else zeros
    # What torch.nn.LSTM and torch.nn.GRU call: biases, layers, no dropout, not training, one direction, batch first.
    return getattr(torch._VF, kind)(x, start, weights, True, layers, 0.0, False, False, True)[0][:, -1]


def row_rnn_row(kind, gates, size, layers):
    shapes = {**rnn_shapes(kind, gates, 28, size, layers), **with_biases({"output": (10, size)})}
    build = lambda p, x: F.linear(last_state(p, x[:, 0], kind, layers), p["output.weight"], p["output.bias"])
    return f"row-{kind}", {"hiddenSize": str(size), "layers": str(layers)}, build, shapes


def cnn002(p, x, prefix=""):
    maps = torch.relu(F.conv2d(x, p[prefix + "conv.weight"], p[prefix + "conv.bias"]))
    features = F.max_pool2d(maps, 2).flatten(1)
    return F.linear(features, p[prefix + "output.weight"], p[prefix + "output.bias"])


def cnn002_shapes(width, prefix=""):
    return with_biases({prefix + "conv": (width, 1, 3, 3), prefix + "output": (10, width * 169)})


def cnn_lstm(p, x):
    logits = torch.stack([cnn002(p, x[:, at], f"cnn{at + 1}.") for at in range(2)], 1)
    return F.linear(last_state(p, logits.softmax(2), "lstm"), p["output.weight"], p["output.bias"])


def cnn_lstm_shapes(width, size):
    cnns = {**cnn002_shapes(width, "cnn1."), **cnn002_shapes(width, "cnn2.")}
    return {**cnns, **rnn_shapes("lstm", 4, 10, size), **with_biases({"output": (28, size)})}


def with_biases(weights):
    return {name: shape for layer, w in weights.items() for name, shape in [(layer + ".weight", w), (layer + ".bias", w[:1])]}


def fresh(shapes):
    return {
        name: torch.tensor(initial(shapes[name], salt), dtype=torch.float64, requires_grad=True)
        for salt, name in enumerate(sorted(shapes))
    }


def after_steps(build, shapes, batches, **optimiser):
    p = fresh(shapes)
    sgd = torch.optim.SGD(p.values(), lr=LEARNING_RATE, **optimiser)
    for images, labels in batches:
        sgd.zero_grad()
        F.cross_entropy(build(p, images), labels).backward()
        sgd.step()
    return p


def kept(tensor):
    flat = tensor.detach().numpy().astype(np.float32).ravel()
    return flat[::31] if flat.size > 2500 else flat


def fixture(build, shapes, images, labels):
    batches = [(torch.tensor(x, dtype=torch.float64) / 255, torch.tensor(y, dtype=torch.int64)) for x, y in zip(images, labels)]
    p = fresh(shapes)
    logits = build(p, batches[0][0])
    F.cross_entropy(logits, batches[0][1]).backward()
    sgd = after_steps(build, shapes, batches)
    momentum = after_steps(build, shapes, batches, momentum=0.9, weight_decay=0.01)
    return {
        "images": images,
        "labels": labels,
        "logits": logits.detach().numpy().astype(np.float32),
        **{f"gradient/{name}": kept(value.grad) for name, value in p.items()},
        **{f"sgd/{name}": kept(value) for name, value in sgd.items()},
        **{f"momentum/{name}": kept(value) for name, value in momentum.items()},
    }


def write_safetensors(path, tensors, metadata):
    tensors = dict(sorted(tensors.items(), key=lambda item: -item[1].dtype.itemsize))
    header, end = {"__metadata__": metadata}, 0
    for name, array in tensors.items():
        dtype = {"float32": "F32", "int32": "I32", "uint8": "U8"}[str(array.dtype)]
        header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": [end, end + array.nbytes]}
        end += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(array.tobytes() for array in tensors.values()))


def lenet5_row(name, **options):
    torch_options = {"c3": "full", **options} if name == "lenet5-full" else options
    return name, options, lambda p, x: lenet5(p, x, **torch_options), lenet5_shapes(options)


NETWORKS = {
    "lenet5": lenet5_row("lenet5"),
    "lenet5-full": lenet5_row("lenet5-full"),
    "mlp": ("mlp", {}, mlp, mlp_shapes(784)),
    "pooled-mlp": ("pooled-mlp", {}, lambda p, x: mlp(p, F.avg_pool2d(x, 4)), mlp_shapes(49)),
    "lenet5-max-relu": lenet5_row("lenet5", subsampling="max", activation="relu"),
    "lenet5-blur": lenet5_row("lenet5", subsampling="blur"),
    "lenet5-trainable": lenet5_row("lenet5", subsampling="trainable", activation="scaledTanh"),
    "lenet5-circular": lenet5_row("lenet5", subsampling="blur", padding="circular"),
    "row-lstm": row_rnn_row("lstm", 4, size=12, layers=1),
    "row-gru": row_rnn_row("gru", 3, size=12, layers=2),
    "cnn002": ("cnn002", {"width": "4", "dropout": "0"}, cnn002, cnn002_shapes(4)),
    "cnn-lstm": ("cnn-lstm", {"width": "4", "dropout": "0", "hiddenSize": "12"}, cnn_lstm, cnn_lstm_shapes(4, 12)),
}

# What a network is given where it is not one image and one of ten labels.
EXAMPLES = {"cnn-lstm": ((2, 1, 28, 28), 28)}


def main():
    torch.set_num_threads(1)
    random = np.random.default_rng(0)
    folder = pathlib.Path(__file__).parent / "fixtures"
    folder.mkdir(exist_ok=True)
    for name, (network, options, build, shapes) in NETWORKS.items():
        image, classes = EXAMPLES.get(name, ((1, 28, 28), 10))
        noise = random.integers(0, 256, (BATCHES, BATCH_SIZE, *image))
        images = np.where(noise > 180, noise, 0).astype(np.uint8)
        labels = random.integers(0, classes, (BATCHES, BATCH_SIZE)).astype(np.uint8)
        metadata = {"network": network, "options": json.dumps(options), "writer": f"PyTorch {torch.__version__}"}
        write_safetensors(folder / f"{name}.safetensors", fixture(build, shapes, images, labels), metadata)


if __name__ == "__main__":
    main()
