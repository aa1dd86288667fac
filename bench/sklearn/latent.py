"""Counts the principal components that hold 70 % of the variance of float32 points, with scikit-learn, as bench/latent.mjs does.

usage: /usr/bin/python3 bench/sklearn/latent.py FILE ROWS COLUMNS full|covariance|randomised
prints one line of JSON: seconds, those of all processors together, counts for 50, 70, 80, 90, 95 and 99 % (null beyond the components found), peak MiB
needs: Debian's python3-sklearn; OPENBLAS_CORETYPE chooses its kernels
"""

import json
import resource
import sys
import time

import numpy as np
from sklearn.decomposition import PCA

SHARES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)

path, rows, columns, how = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
x = np.fromfile(path, np.float32).reshape(rows, columns)
start, busy = time.perf_counter(), time.process_time()
if how == "covariance":
    x -= x.mean(0)
    ratios = np.linalg.eigvalsh(x.T @ x)[::-1]
    ratios = ratios / ratios.sum()
elif how == "randomised":
    ratios = PCA(500, svd_solver="randomized", random_state=0).fit(x).explained_variance_ratio_
else:
    ratios = PCA(svd_solver="full").fit(x).explained_variance_ratio_
sums = np.cumsum(ratios)
counts = [int(np.searchsorted(sums, share) + 1) if sums[-1] >= share else None for share in SHARES]
seconds, busy = time.perf_counter() - start, time.process_time() - busy
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
found = {"how": how, "seconds": round(seconds, 2), "processorSeconds": round(busy, 2), "counts": counts}
print(json.dumps({**found, "peakMiB": round(peak)}))
