"""Prints the known answers of src/core/{kendallTau,wilsonInterval}.test.ts and src/probes/{accuracy,calibration}.test.ts.

usage: /usr/bin/python3 test/golden/makeAnswers.py
needs: Debian's python3-scipy (1.10.1) and python3-sklearn (1.2.1)
"""

import numpy as np
from scipy import special, stats
from sklearn import calibration, metrics

i = np.arange(40)
print("kendall")
for name, a, b in [
    ("few ties", (7 * i) % 41, (i * i) % 37),
    ("many ties", i % 4, (i * i + i) % 7),
    ("one with ties", i, i // 8),
    ("against each other", i % 7, -(i % 7) - i // 20),
]:
    result = stats.kendalltau(a, b, method="asymptotic")
    # The deviation that scipy's p-value is made of.
    deviation = abs(result.statistic) / stats.norm.isf(result.pvalue / 2)
    print(name, float(result.statistic), float(1.959963984540054 * deviation))

print("wilson")
for matches, count in [(0, 12), (12, 12), (3, 7), (870, 1000)]:
    interval = stats.binomtest(matches, count).proportion_ci(method="wilson")
    print([matches, count, float(interval.low), float(interval.high)])

print("accuracy and calibration, of 30 images of 4 classes")
n, k = np.arange(30), np.arange(4)
labels = (n * n + n // 3) % 4
# Multiples of 1/4, which are the same in float32; no two of a row are equal.
logits = ((n[:, None] * 5 + k[None] * 7 + k[None] * n[:, None] ** 2) % 9) / 4 + (k[None] == labels[:, None]) + k[None] / 16
probabilities = special.softmax(logits, axis=1)
answers = probabilities.argmax(axis=1)
print("accuracy", metrics.accuracy_score(labels, answers))
print("top-2", metrics.top_k_accuracy_score(labels, probabilities, k=2))
print("confusion", metrics.confusion_matrix(labels, answers).tolist())
print("recall", metrics.recall_score(labels, answers, average=None).tolist())
print("negative log-likelihood", metrics.log_loss(labels, probabilities))
brier = sum(metrics.brier_score_loss(labels == c, probabilities[:, c]) for c in range(4))
print("brier", brier)
confidence, right = probabilities.max(axis=1), answers == labels
share, mean = calibration.calibration_curve(right, confidence, n_bins=10)
counts = np.histogram(confidence, bins=10, range=(0, 1))[0]
counts = counts[counts > 0]
print("bins", share.tolist(), mean.tolist(), counts.tolist())
print("expected calibration error", float((counts * abs(share - mean)).sum() / 30))
print("maximum calibration error", float(abs(share - mean).max()))
