"""Writes test/golden/fixtures/cams.json: what src/probes/cam/defineCam.test.ts expects of four class-activation maps.

usage: /usr/bin/python3 test/golden/makeCams.py
needs: Debian's python3-torch (1.13.1) and python3-numpy
"""

import json
import pathlib

import numpy as np
import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
COUNT, STEPS = 3, 4
LABELS = [2, 0, 1]


def numbers(shape, start):
    """Parameters by their place in the vector of all."""
    i = np.arange(start, start + int(np.prod(shape)), dtype=np.int64)
    return torch.tensor(((37 * i) % 101 - 50) / 100).reshape(shape), start + i.size


def pixels():
    i = np.arange(COUNT * 2 * 6 * 8, dtype=np.int64)
    return torch.tensor((7 * i * i + 13 * i) % 256 / 255).reshape(COUNT, 2, 6, 8)


place, parameters = 0, []
for shape in [(4, 2, 3, 3), (4,), (5, 4, 3, 3), (5,), (6, 60), (6,), (3, 6), (3,)]:
    own, place = numbers(shape, place)
    parameters.append(own)
w1, b1, w2, b2, w3, b3, w4, b4 = parameters


def maps_of(x):
    pooled = F.avg_pool2d(torch.relu(F.conv2d(x, w1, b1, padding=1)), 2)
    return torch.relu(F.conv2d(pooled, w2, b2, padding=1))


def head(maps):
    return torch.tanh(maps.flatten(1) @ w3.T + b3) @ w4.T + b4


def upsample(maps):
    return F.interpolate(maps[None, None], size=(6, 8), mode="bilinear", align_corners=False)[0, 0]


def fractions(m):
    low, high = m.min(), m.max()
    return (m - low) / (high - low) if high > low else torch.zeros_like(m)


def gradient(x, label):
    maps = maps_of(x[None]).detach().requires_grad_()
    head(maps)[0, label].backward()
    return maps.detach()[0], maps.grad[0]


def grad_cam(x, label):
    a, g = gradient(x, label)
    return torch.relu((g.mean((1, 2))[:, None, None] * a).sum(0))


def grad_cam_plus_plus(x, label):
    a, g = gradient(x, label)
    denominator = 2 * g**2 + a.sum((1, 2))[:, None, None] * g**3
    alpha = torch.where(denominator == 0, torch.zeros_like(g), g**2 / denominator)
    weights = (alpha * torch.relu(g)).sum((1, 2))
    return torch.relu((weights[:, None, None] * a).sum(0))


def score_cam(x, label):
    a = maps_of(x[None])[0]
    masks = torch.stack([fractions(upsample(m)) for m in a])
    baseline = head(maps_of(torch.zeros_like(x)[None]))[0, label]
    scores = head(maps_of(x[None] * masks[:, None]))[:, label] - baseline
    return torch.relu((torch.softmax(scores, 0)[:, None, None] * a).sum(0))


def eigen_cam(x, _label):
    a = maps_of(x[None])[0].flatten(1).T.numpy()
    _, _, vt = np.linalg.svd(a, full_matrices=False)
    along = torch.tensor(a @ vt[0]).reshape(3, 4)
    return along if along.sum() > 0 else -along


def areas(x, label, large):
    """Deletion and insertion with black in place of pixels, the highest of the map first."""
    order = torch.argsort(large.flatten(), descending=True)
    assert len(set(large.flatten().tolist())) == large.numel(), "ties"
    result = {}
    for name, start, end in [("deletion", x, torch.zeros_like(x)), ("insertion", torch.zeros_like(x), x)]:
        probabilities = []
        for step in range(STEPS + 1):
            image = start.clone().flatten(1)
            chosen = order[: step * order.numel() // STEPS]
            image[:, chosen] = end.flatten(1)[:, chosen]
            logits = head(maps_of(image.reshape(x.shape)[None]))[0]
            probabilities.append(torch.softmax(logits, 0)[label].item())
        result[name] = float(np.trapz(probabilities, dx=1 / STEPS))
    return result


methods = {
    "grad-cam": grad_cam,
    "grad-cam++": grad_cam_plus_plus,
    "score-cam": score_cam,
    "eigen-cam": eigen_cam,
}
images = pixels()
found = {}
for name, method in methods.items():
    maps = [fractions(method(x, label)) for x, label in zip(images, LABELS)]
    found[name] = {"maps": [round(v, 9) for m in maps for v in m.flatten().tolist()]}
    if name == "eigen-cam":
        each = [areas(x, y, upsample(m)) for x, y, m in zip(images, LABELS, maps)]
        for key in ["deletion", "insertion"]:
            found[name][key] = float(np.mean([own[key] for own in each]))
found["upsampled"] = [round(v, 9) for v in upsample(fractions(eigen_cam(images[0], 0))).flatten().tolist()]
out = pathlib.Path(__file__).parent / "fixtures" / "cams.json"
out.write_text(json.dumps(found, indent=1) + "\n")
print({k: v if k == "upsampled" else [round(x, 3) for x in v["maps"]] for k, v in found.items()})
