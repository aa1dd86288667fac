"""Times training steps on data that stand ready in memory, as `learnscope bench` does.

usage: step.py NETWORK [BATCH] [STEPS] [THREADS]
"""

import json
import statistics
import sys
import time

import torch
from networks import NETWORKS, peak_mib

name, batch, steps, threads = (sys.argv[1:] + [None] * 4)[:4]
batch, steps = int(batch or 64), int(steps or 200)
torch.set_num_threads(int(threads or 2))
torch.manual_seed(0)

network = NETWORKS[name]()
optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
images = torch.rand(batch, 1, 28, 28)
labels = torch.randint(10, (batch,))


def step():
    optimiser.zero_grad(set_to_none=True)
    loss = torch.nn.functional.cross_entropy(network(images), labels)
    loss.backward()
    optimiser.step()


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


for _ in range(max(3, steps // 10)):
    step()
times = [seconds(step) for _ in range(steps)]
median = statistics.median(times)
print(
    json.dumps(
        {
            "engine": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
            "name": name,
            "batch": batch,
            "precision": "f32",
            "medianMs": round(1e3 * median, 3),
            "minMs": round(1e3 * min(times), 3),
            "imagesPerSecond": round(batch / median),
            "peakRssMiB": peak_mib(),
        }
    )
)
