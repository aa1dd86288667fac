"""Reads MNIST and takes one training step of LeNet-5; tells how long that took since the command was given.

usage: STARTED=<seconds since 1970> firstStep.py DATA [THREADS]
"""

import json
import os
import sys
import time

import torch
from networks import NETWORKS, mnist, peak_mib

folder, threads = (sys.argv[1:] + [None] * 2)[:2]
torch.set_num_threads(int(threads or 2))
torch.manual_seed(0)
images, labels = mnist(folder, "train")
mnist(folder, "t10k")
network = NETWORKS["lenet5"]()
optimiser = torch.optim.SGD(network.parameters(), lr=0.05)
torch.nn.functional.cross_entropy(network(images[:64]), labels[:64]).backward()
optimiser.step()
print(
    json.dumps(
        {
            "engine": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
            "secondsToFirstStep": round(time.time() - float(os.environ["STARTED"]), 3),
            "peakRssMiB": peak_mib(),
        }
    )
)
