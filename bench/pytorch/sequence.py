"""Trains the four networks of source 002, table 2: the two CNNs and the LSTM of model-1, and model-2.

usage: sequence.py DATA [EPOCHS] [THREADS] [TRAIN_COUNT] [TEST_COUNT]
Plain SGD, rate 0.01, batches of 128, seed 0. The first 70 % of the training images are paired with themselves in reversed
order, and so are the test images. The networks are channels last and are tested in batches of 100: both are fastest here.
"""

import json
import sys
import time

import torch
from networks import mnist, peak_mib
from recurrent import Cnn002, CnnLstm, LabelLstm
from torch.nn import functional

folder, epochs, threads, train_count, test_count = (sys.argv[1:] + [None] * 5)[:5]
torch.set_num_threads(int(threads or 2))


def digits(part, count, share=1):
    """The first and the second image of every pair, and their labels, of the first `share` of the images."""
    images, labels = mnist(folder, part, int(count or 0))
    images, labels = (both[: round(share * len(labels))] for both in (images, labels))
    return (images, labels), (images.flip(0), labels.flip(0))


def paired(first, second):
    """The pairs, [N, 2, ...], and the number of what comes third in the arithmetic sequence, counted from -9."""
    return torch.stack([first[0], second[0]], 1), 2 * second[1] - first[1] + 9


@torch.inference_mode()
def answers(network, inputs, batch=100):
    network.eval()
    return torch.cat([network(x).argmax(1) for x in inputs.split(batch)])


def fit(network, train, test, batch=128):
    """Trains the network; gives its accuracy before the first and after every epoch."""
    (inputs, labels), (test_inputs, test_labels) = train, test
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01)

    def accuracy():
        return int((answers(network, test_inputs) == test_labels).sum()) / len(test_labels)

    accuracies = [accuracy()]
    for _ in range(int(epochs or 3)):
        network.train()
        order = torch.randperm(len(labels))
        for chosen in order[: len(order) // batch * batch].split(batch):
            optimiser.zero_grad(set_to_none=True)
            functional.cross_entropy(network(inputs[chosen]), labels[chosen]).backward()
            optimiser.step()
        accuracies.append(accuracy())
    return accuracies


seconds, accuracies = {}, {}


def timed(name, work):
    began = time.perf_counter()
    result = work()
    seconds[name] = round(time.perf_counter() - began, 3)
    return result


def trained(name, make, train, test):
    torch.manual_seed(0)
    network = make().to(memory_format=torch.channels_last)
    accuracies[name] = timed(name, lambda: fit(network, train, test))
    return network


def told_by_cnns(digits):
    """The pairs of the same digits, told as the labels that the CNNs of model-1 give them."""
    told = [
        (functional.one_hot(answers(cnn, images), 10).float(), labels)
        for cnn, (images, labels) in zip(cnns, digits)
    ]
    return paired(*told)


train_digits = digits("train", train_count, share=0.7)
test_digits = digits("t10k", test_count)
train_pairs, test_pairs = paired(*train_digits), paired(*test_digits)
start = time.perf_counter()
cnns = [
    trained(f"cnn{at + 1}", Cnn002, train_digits[at], test_digits[at]) for at in range(2)
]
told = timed("labels", lambda: [told_by_cnns(part) for part in (train_digits, test_digits)])
trained("lstm", LabelLstm, *told)
trained("model-2", lambda: CnnLstm(reads="logits"), train_pairs, test_pairs)
print(
    json.dumps(
        {
            "engine": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
            "seconds": round(time.perf_counter() - start, 3),
            "peakRssMiB": peak_mib(),
            "parts": seconds,
            "accuracies": accuracies,
        }
    )
)
