"""Prints the known answers of src/probes/readout/fitLogistic.test.ts.

usage: python3 test/golden/makeLogistic.py
needs: numpy, scikit-learn
"""

import numpy as np
from sklearn.linear_model import LogisticRegression

i = np.arange(60)
x = np.stack([np.sin(i), np.cos(1.7 * i), np.sin(0.3 * i * i), (i % 7) / 3 - 1], axis=1)
y = np.argmax(np.stack([x[:, 0], x[:, 1], 0.5 * x[:, 2] + 0.3 * x[:, 3]], axis=1) + 0.4 * np.sin(5 * i)[:, None] * [1, -1, 0.5], axis=1)
for l2 in (0.1, 0.001):
    fit = LogisticRegression(C=1 / (len(y) * l2), multi_class="multinomial", tol=1e-12, max_iter=100000).fit(x, y)
    probabilities = fit.predict_proba(x)
    loss = -np.log(probabilities[np.arange(60), y]).mean() + l2 / 2 * (fit.coef_ ** 2).sum()
    print("l2", l2, "classes", np.bincount(y), "loss", loss)
    print(np.round(fit.coef_.T, 6).tolist())
    print(np.round(probabilities[:4], 7).tolist())
    print("accuracy", (fit.predict(x) == y).mean())
