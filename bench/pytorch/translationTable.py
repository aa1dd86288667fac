"""Trains the four networks of the translation study and asks them for all shifts of the test images.

usage: translationTable.py DATA [TRAIN_COUNT] [TEST_COUNT] [EPOCHS] [THREADS]
Plain SGD, rate 0.05, batches of 64, seed 0; counts of 0 are all images.
"""

import json
import sys
import time

import torch
from networks import NETWORKS, mnist, peak_mib, right_answers, right_when_moved

folder, train_count, test_count, epochs, threads = (sys.argv[1:] + [None] * 5)[:5]
names = ["lenet5", "lenet5-full", "mlp", "pooled-mlp"]
torch.set_num_threads(int(threads or 2))
train_images, train_labels = mnist(folder, "train", int(train_count or 0))
test_images, test_labels = mnist(folder, "t10k", int(test_count or 0))


def trained(name):
    torch.manual_seed(0)
    network = NETWORKS[name]()
    optimiser = torch.optim.SGD(network.parameters(), lr=0.05)
    for _ in range(int(epochs or 2)):
        for batch in torch.randperm(len(train_labels)).split(64):
            optimiser.zero_grad(set_to_none=True)
            logits = network(train_images[batch])
            torch.nn.functional.cross_entropy(logits, train_labels[batch]).backward()
            optimiser.step()
    return network


start = time.perf_counter()
rows = []
for name in names:
    began = time.perf_counter()
    network = trained(name)
    middle = time.perf_counter()
    plain = right_answers(network, test_images, test_labels)
    right, asked = right_when_moved(network, test_images, test_labels, 5, 2)
    rows.append(
        {
            "network": name,
            "plain": plain / len(test_labels),
            "shifted": round(right / asked, 4),
            "trainSeconds": round(middle - began, 2),
            "shiftSeconds": round(time.perf_counter() - middle, 2),
        }
    )
print(
    json.dumps(
        {
            "engine": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
            "seconds": round(time.perf_counter() - start, 3),
            "peakRssMiB": peak_mib(),
            "rows": rows,
        }
    )
)
