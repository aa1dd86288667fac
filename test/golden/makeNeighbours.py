"""Prints the known answers of neighbours.test.ts and trustworthiness.test.ts in src/probes/embedding.

usage: python3 test/golden/makeNeighbours.py
needs: numpy, scikit-learn
"""

import numpy as np
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors

i = np.arange(40)
x = np.stack([np.sin(i), np.cos(1.7 * i), (i % 7) / 3], axis=1)
y = x[:, :2]


def near(points, k):
    return NearestNeighbors(n_neighbors=k).fit(points).kneighbors(return_distance=False)


for k in (5, 10):
    print(k, "trustworthiness", repr(trustworthiness(x, y, n_neighbors=k)))
    print(k, "kept", np.mean([len(set(a) & set(b)) / k for a, b in zip(near(x, k), near(y, k))]))
