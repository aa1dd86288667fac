"""Writes test/golden/fixtures/optimisers/*.safetensors: the steps that PyTorch's optimisers and schedules take.

usage: OMP_NUM_THREADS=1 /usr/bin/python3 test/golden/makeOptimiserFixtures.py
needs: Debian's python3-torch (PyTorch 1.13.1) and python3-numpy

A row of OPTIMISERS is a name and a function that makes an optimiser for named parameters. Its file holds the parameters
to begin with (initial [P]), ten gradients and learning rates (gradients [10, P], rates [10]), and the parameters after
each step (parameters [10, P]), all parameters one after the other in the order of SHAPES. PyTorch computes in float64.
What PyTorch does not have is written out here as its source has it: LARS and decoupled decay for SGD. The file schedules
holds the rates of the first STEPS steps of each row of SCHEDULES.
"""

import pathlib

import numpy as np
import torch
from torch.optim import SGD, Adam, AdamW, RMSprop
from torch.optim import lr_scheduler as schedulers

from makeFixtures import write_safetensors

SHAPES = {
    "conv.weight": (3, 2, 2, 2),
    "conv.bias": (3,),
    "norm.weight": (3,),
    "norm.bias": (3,),
    "fc.weight": (4, 5),
    "fc.bias": (4,),
}
STEPS = 40


class Lars(torch.optim.Optimizer):
    """You, Gitman & Ginsburg 2017, algorithm 1; parameters without a name in `adapted` have a ratio of 1 and no decay."""

    def __init__(self, named, adapted, momentum, weight_decay, trust):
        super().__init__([{"params": [p], "adapted": name in adapted} for name, p in named.items()], {"lr": 0})
        self.constants = momentum, weight_decay, trust

    @torch.no_grad()
    def step(self):
        momentum, decay, trust = self.constants
        for group in self.param_groups:
            [w], adapted = group["params"], group["adapted"]
            ratio = trust * w.norm() / (w.grad.norm() + decay * w.norm()) if adapted and w.norm() * w.grad.norm() > 0 else 1
            g = w.grad + decay * w if adapted else w.grad
            v = self.state[w].setdefault("v", torch.zeros_like(w))
            v.mul_(momentum).add_(group["lr"] * ratio * g)
            w.sub_(v)


class DecoupledSgd(SGD):
    """SGD with momentum whose decay is AdamW's."""

    def __init__(self, params, decay, **options):
        super().__init__(params, **options)
        self.decay = decay

    @torch.no_grad()
    def step(self):
        before = [w.clone() for w in self.param_groups[0]["params"]]
        super().step()
        for w, old in zip(self.param_groups[0]["params"], before):
            w.sub_(self.param_groups[0]["lr"] * self.decay * old)


def matrices_and_vectors(named, decay):
    """Groups that differ in decay."""
    return [
        {"params": [p for p in named.values() if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in named.values() if p.dim() == 1], "weight_decay": 0},
    ]


def head_apart(named, factor):
    """Groups of which one learns at another rate."""
    head = [p for name, p in named.items() if name.startswith("fc.")]
    rest = [p for name, p in named.items() if not name.startswith("fc.")]
    return [{"params": rest}, {"params": head, "factor": factor}]


MATRICES = [name for name, shape in SHAPES.items() if len(shape) > 1]

OPTIMISERS = {
    "sgd": lambda named: SGD(named.values(), lr=1),
    "sgd-momentum": lambda named: SGD(named.values(), lr=1, momentum=0.9),
    "sgd-decay": lambda named: SGD(named.values(), lr=1, momentum=0.9, weight_decay=0.1),
    "sgd-nesterov": lambda named: SGD(named.values(), lr=1, momentum=0.9, weight_decay=0.1, nesterov=True),
    "sgd-decoupled": lambda named: DecoupledSgd(named.values(), lr=1, momentum=0.9, decay=0.1),
    "sgd-groups": lambda named: SGD(matrices_and_vectors(named, 0.1), lr=1, momentum=0.9),
    "sgd-rates": lambda named: SGD(head_apart(named, 0.1), lr=1, momentum=0.9, weight_decay=0.1),
    "adam": lambda named: Adam(named.values()),
    "adam-decay": lambda named: Adam(named.values(), betas=(0.8, 0.95), eps=0.01, weight_decay=0.1),
    "adamw": lambda named: AdamW(named.values(), weight_decay=0.1),
    "adamw-groups": lambda named: AdamW(matrices_and_vectors(named, 0.1)),
    "rmsprop": lambda named: RMSprop(named.values()),
    "rmsprop-momentum": lambda named: RMSprop(named.values(), alpha=0.9, eps=0.01, momentum=0.9, weight_decay=0.1),
    "rmsprop-centered": lambda named: RMSprop(named.values(), alpha=0.9, momentum=0.5, centered=True),
    "lars": lambda named: Lars(named, SHAPES, momentum=0.9, weight_decay=0.1, trust=0.02),
    "lars-groups": lambda named: Lars(named, MATRICES, momentum=0.9, weight_decay=0.1, trust=0.02),
}

# Rows of their own: what is done to the gradients before a step of SGD with momentum.
CLIPPINGS = {
    "clip-norm": lambda named: torch.nn.utils.clip_grad_norm_(named.values(), 7),
    "clip-value": lambda named: torch.nn.utils.clip_grad_value_(named.values(), 0.5),
}

SCHEDULES = {
    "step": lambda o: schedulers.StepLR(o, 7, gamma=0.3),
    "multi-step": lambda o: schedulers.MultiStepLR(o, [5, 20, 21], gamma=0.5),
    "cosine": lambda o: schedulers.CosineAnnealingLR(o, STEPS, eta_min=0.02),
    "one-cycle": lambda o: schedulers.OneCycleLR(o, 0.4, total_steps=STEPS, cycle_momentum=False),
    "one-cycle-linear": lambda o: schedulers.OneCycleLR(
        o, 0.4, total_steps=STEPS, pct_start=0.25, anneal_strategy="linear", div_factor=10, final_div_factor=100, cycle_momentum=False
    ),
    "inverse-sqrt": lambda o: schedulers.LambdaLR(o, lambda step: (1 + step // 8) ** -0.5),
    "warm-up": lambda o: schedulers.ChainedScheduler(
        [schedulers.LinearLR(o, start_factor=1 / 6, total_iters=5), schedulers.MultiStepLR(o, [3, 20], gamma=0.5)]
    ),
}


def flat(tensors):
    return torch.cat([tensor.detach().flatten() for tensor in tensors]).numpy().astype(np.float32)


def parameters(random):
    return {name: torch.tensor(random.standard_normal(shape).astype(np.float32), dtype=torch.float64, requires_grad=True) for name, shape in SHAPES.items()}


def fixture(make, clip=lambda named: None, observe=lambda named, step: flat(named.values())):
    random = np.random.default_rng(0)
    named = parameters(random)
    initial = flat(named.values())
    # Steps of different size, and one parameter that has no gradient for a while.
    gradients = (random.standard_normal((10, initial.size)) * random.uniform(0.1, 2, (10, 1))).astype(np.float32)
    gradients[:3, -2:] = 0
    rates = random.uniform(0.01, 0.1, 10).astype(np.float32)
    optimiser = make(named)
    after = []
    for step in range(10):
        parts = np.split(gradients[step], np.cumsum([p.numel() for p in named.values()])[:-1])
        for p, part in zip(named.values(), parts):
            p.grad = torch.tensor(part, dtype=torch.float64).reshape(p.shape)
        clip(named)
        for group in optimiser.param_groups:
            group["lr"] = float(rates[step]) * group.get("factor", 1)
        optimiser.step()
        after.append(observe(named, step))
    return {"initial": initial, "gradients": gradients, "rates": rates, "parameters": np.stack(after)}


def average(decay):
    """The averaged parameters of PyTorch's AveragedModel, which begins as a copy after the first step."""
    state = {}

    def observe(named, step):
        model = torch.nn.ParameterList(named.values())
        if step == 0:
            state["model"] = torch.optim.swa_utils.AveragedModel(model, avg_fn=lambda a, p, n: decay * a + (1 - decay) * p)
        state["model"].update_parameters(model)
        return flat(state["model"].module)

    return observe


def rates_of(make):
    optimiser = SGD([torch.zeros(1)], lr=0.4)
    scheduler = make(optimiser)
    rates = []
    for _ in range(STEPS):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        scheduler.step()
    return np.array(rates, dtype=np.float32)


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(__file__).parent / "fixtures" / "optimisers"
    folder.mkdir(parents=True, exist_ok=True)
    momentum = OPTIMISERS["sgd-momentum"]
    files = {
        **{name: fixture(make) for name, make in OPTIMISERS.items()},
        **{name: fixture(momentum, clip) for name, clip in CLIPPINGS.items()},
        "average": fixture(momentum, observe=average(0.8)),
        "schedules": {name: rates_of(make) for name, make in SCHEDULES.items()},
    }
    for name, tensors in files.items():
        write_safetensors(folder / f"{name}.safetensors", tensors, {"writer": f"PyTorch {torch.__version__}"})


main()
