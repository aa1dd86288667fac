"""Prints the known answers of src/probes/similarity/linearCka.test.ts.

usage: python3 test/golden/makeCka.py
needs: numpy
"""

import numpy as np

i = np.arange(6)
a = np.stack([np.sin(i), np.cos(2 * i), i % 3], axis=1)
b = np.stack([np.sin(i + 1), (i * i) % 5], axis=1)


def biased(x, y):
    """Kornblith et al. 2019, equation 4, in the form with features."""
    x, y = x - x.mean(0), y - y.mean(0)
    norm = np.linalg.norm
    return norm(y.T @ x) ** 2 / (norm(x.T @ x) * norm(y.T @ y))


def hsic(k, l):
    """Song et al. 2012, equation 5."""
    n = len(k)
    k, l = k - np.diag(np.diag(k)), l - np.diag(np.diag(l))
    one = np.ones(n)
    rest = (one @ k @ one) * (one @ l @ one) / ((n - 1) * (n - 2)) - 2 / (n - 2) * (one @ k @ l @ one)
    return (np.trace(k @ l) + rest) / (n * (n - 3))


def debiased(x, y):
    k, l = x @ x.T, y @ y.T
    return hsic(k, l) / np.sqrt(hsic(k, k) * hsic(l, l))


print("debiased", debiased(a, b))
print("biased", biased(a, b))
