"""Prints the known answers of src/probes/pcaDimension.test.ts and src/probes/twoNn.test.ts.

usage: python3 test/golden/makeDimensions.py
needs: numpy, scikit-learn (Debian: python3-sklearn)
"""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import NearestNeighbors


def layer(rows, columns):
    """The outputs that the tests' network gives: waves that fade from column to column, and their products."""
    i, j = np.arange(rows)[:, None], np.arange(columns)[None, :]
    x = np.sin(0.37 * (i + 1) * (j + 1)) / (1 + j) + 0.2 * np.cos(1.3 * i) * np.cos(0.7 * j)
    return x.astype(np.float32).astype(np.float64)


def pca(x):
    ratios = PCA(svd_solver="full").fit(x).explained_variance_ratio_
    sums = np.cumsum(ratios)
    counts = [int(np.searchsorted(sums, share) + 1) for share in (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)]
    return counts, ratios.sum() ** 2 / (ratios**2).sum(), ratios[:4]


def two_nn(x, method):
    """Facco et al. 2017; the two largest ratios and the upper tenth are left out."""
    distances = NearestNeighbors(n_neighbors=3).fit(x).kneighbors(x)[0]
    log_mu = np.sort(np.log(distances[:, 2] / distances[:, 1]))
    n = len(log_mu)
    if method == "likelihood":
        return n / log_mu.sum()
    used = min(int(0.9 * n), n - 2)
    f = np.arange(1, n + 1) / n
    line = LinearRegression(fit_intercept=False)
    return line.fit(log_mu[:used, None], -np.log(1 - f[:used])).coef_[0]


for shape in ((40, 12), (25, 60)):
    x = layer(*shape)
    counts, ratio, shares = pca(x)
    print(shape, "components", counts, "participation ratio", repr(ratio), "first shares", list(shares))
    print(shape, "standardised", pca((x - x.mean(0)) / x.std(0))[:2])
    print(shape, "regression", repr(two_nn(x, "regression")), "likelihood", repr(two_nn(x, "likelihood")))

random = np.random.default_rng(0)
for d in (2, 5):
    found = [two_nn(random.uniform(-1, 1, (600, d)), "regression") for _ in range(60)]
    print("cube of", d, "dimensions: mean", np.mean(found), "deviation of one sample", np.std(found))
