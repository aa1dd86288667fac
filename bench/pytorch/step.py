"""Times training steps on data that stand ready in memory, as `learnscope bench` does.

usage: step.py NETWORK [BATCH] [STEPS] [THREADS] [f32|bf16] [SIZE] [WIDTH]

SIZE and WIDTH are those of the networks of zoo.py, which are set up as suits PyTorch best: channels last. bf16 is its
autocast. What torchvision takes in memory, which only lends their description, is not counted.
"""

import json
import statistics
import sys
import time

import torch
from networks import NETWORKS, memory_mib

name, batch, steps, threads, precision, size, width = (sys.argv[1:] + [None] * 7)[:7]
batch, steps, size, width = int(batch or 64), int(steps or 200), int(size or 32), int(width or 0)
torch.set_num_threads(int(threads or 2))
torch.manual_seed(0)


def network_and_images():
    """The network, images for it, and the memory that describing it took in MiB."""
    if name in NETWORKS:
        network = NETWORKS[name]()
        shape = getattr(network, "example_shape", (1, 28, 28))
        return network, torch.rand(batch, *shape), 0
    before = memory_mib("VmRSS")
    from zoo import make_network, trainable_in_bf16

    lent = memory_mib("VmRSS") - before
    network = make_network(name, width, classes=10, small=size < 64)
    if precision == "bf16":
        network = trainable_in_bf16(network)
    images = torch.rand(batch, 3, size, size)
    last = torch.channels_last
    return network.to(memory_format=last), images.to(memory_format=last), lent


network, images, lent = network_and_images()
optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
labels = torch.randint(10, (batch,))


def step():
    optimiser.zero_grad(set_to_none=True)
    with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
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
            "precision": precision or "f32",
            "medianMs": round(1e3 * median, 3),
            "minMs": round(1e3 * min(times), 3),
            "imagesPerSecond": round(batch / median),
            "peakRssMiB": memory_mib("VmHWM") - lent,
        }
    )
)
