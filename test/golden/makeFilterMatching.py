"""Prints the known answers of src/core/assignment.test.ts and src/probes/filters/filterSimilarity.test.ts.

usage: /usr/bin/python3 test/golden/makeFilterMatching.py
needs: Debian's python3-scipy (1.10.1)
"""

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist


def filters(count, size, phase):
    """The same numbers as `made` in filterSimilarity.test.ts."""
    at = np.arange(count * size)
    return np.sin(at * at * 0.37 + phase).reshape(count, size)


print("assignment: rows, columns, columns of the rows, sum")
for rows, columns in [(1, 1), (4, 4), (5, 9), (12, 12), (40, 40)]:
    costs = np.array([[((7 * i + 3 * j) ** 2 + 11 * i * j) % 101 for j in range(columns)] for i in range(rows)])
    row, column = linear_sum_assignment(costs)
    print([rows, columns, column.tolist(), int(costs[row, column].sum())])

print("filters: nearest a to b, nearest b to a, matched")
a, b = filters(6, 9, 0), filters(6, 9, 1)
unit = lambda rows: rows / np.linalg.norm(rows, axis=1, keepdims=True)
centred = lambda rows: rows - rows.mean(axis=1, keepdims=True)
for name, costs in [
    ("distance", cdist(a, b)),
    ("scale-free distance", cdist(unit(a), unit(b))),
    ("cosine", -np.abs(unit(centred(a)) @ unit(centred(b)).T)),
]:
    row, column = linear_sum_assignment(costs)
    print(name, float(costs.min(axis=1).mean()), float(costs.min(axis=0).mean()), float(costs[row, column].mean()))

print("redundancy")
alike = np.abs(unit(centred(a)) @ unit(centred(a)).T)
print(float(alike[np.triu_indices(6, 1)].mean()))
