"""Prints the known answers of src/core/{studentCoverage,statistics,differenceOf,bootstrapInterval}.test.ts.

usage: /usr/bin/python3 test/golden/makeStatistics.py
needs: Debian's python3-scipy (1.10.1)
"""

import itertools

import numpy as np
from scipy import stats

# Sleep gained with two drugs, patient by patient, in hours: "Student" 1908, "The probable error of a mean", section VI.
first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])

print("coverage")
for t, degrees in [(0.5, 1), (2.5, 3.7), (1.1, 7.25), (63.6567, 1), (0.001, 2.5), (2, 250.5), (30, 1.3), (5, 12.6)]:
    print([t, degrees, float(1 - 2 * stats.t.sf(t, degrees))])

print("quantile")
for degrees in (1.5, 2.7, 7.8, 31.4, 250.5):
    print([degrees, float(stats.t.ppf(0.975, degrees))])

print("paired")
paired = stats.ttest_rel(second, first)
interval = paired.confidence_interval(0.95)
differences = second - first
print(float(differences.mean()), float(interval.low), float(interval.high))
print("d_z", float(differences.mean() / differences.std(ddof=1)))

print("welch, of the second against the first seven of the first")
group = first[:7]
shares = [values.var(ddof=1) / len(values) for values in (group, second)]
degrees = sum(shares) ** 2 / (shares[0] ** 2 / (len(group) - 1) + shares[1] ** 2 / (len(second) - 1))
difference = second.mean() - group.mean()
test = stats.ttest_ind(second, group, equal_var=False)
assert abs(test.pvalue - 2 * stats.t.sf(difference / sum(shares) ** 0.5, degrees)) < 1e-12
print(float(difference), *stats.t.interval(0.95, degrees, difference, sum(shares) ** 0.5), float(degrees))

print("bootstrap of the differences, 1,000,000 samples")
for seed in (0, 1):
    result = stats.bootstrap(
        (differences,), np.mean, n_resamples=1_000_000, batch=10_000, method="percentile", random_state=seed
    )
    print(float(result.confidence_interval.low), float(result.confidence_interval.high))

print("bootstrap of the differences between independent groups, 1,000,000 samples")
means = lambda x, y, axis: y.mean(axis=axis) - x.mean(axis=axis)
result = stats.bootstrap(
    (first, second), means, n_resamples=1_000_000, batch=10_000, method="percentile", random_state=0
)
print(float(result.confidence_interval.low), float(result.confidence_interval.high))

print("all samples of the first four differences")
samples = np.array(list(itertools.product(differences[:4], repeat=4))).mean(axis=1)
print(np.percentile(samples, [2.5, 97.5], method="inverted_cdf").tolist())
