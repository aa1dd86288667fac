"""Asks LeNet-5 for all shifts of the test images: by default 10,000 images, 55 shifts.

usage: shifted.py DATA [TEST_COUNT] [SHIFT] [SHIFT_DOWN] [THREADS]
"""

import json
import sys
import time

import torch
from networks import NETWORKS, mnist, peak_mib, right_when_moved

folder, count, shift, shift_down, threads = (sys.argv[1:] + [None] * 5)[:5]
torch.set_num_threads(int(threads or 2))
torch.manual_seed(0)
images, labels = mnist(folder, "t10k", int(count or 0))
network = NETWORKS["lenet5"]()

start = time.perf_counter()
_, asked = right_when_moved(network, images, labels, int(shift or 5), int(shift_down or 2))
seconds = time.perf_counter() - start
print(
    json.dumps(
        {
            "engine": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
            "images": asked,
            "seconds": round(seconds, 3),
            "imagesPerSecond": round(asked / seconds),
            "peakRssMiB": peak_mib(),
        }
    )
)
