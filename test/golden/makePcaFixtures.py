"""Writes test/golden/fixtures/pca/*.safetensors: outputs of layers of a trained network, and how many components scikit-learn's
PCA finds in them for shares of the variance.

usage: node bench/layerOutputs.mjs RUN 8 300 OUTPUTS conv4 conv6 pooled, then
       /usr/bin/python3 test/golden/makePcaFixtures.py OUTPUTS
needs: numpy, scikit-learn (Debian: python3-sklearn); RUN is a training of sixconv at width 8, one epoch on cifar-10-jpeg-32

scikit-learn computes in float64, with all components (svd_solver="full"). The full comparison, 10,000 images at width 32, is
bench/sklearn/latent.py.
"""

import json
import pathlib
import sys

import numpy as np
import sklearn
from sklearn.decomposition import PCA

from makeFixtures import write_safetensors

SHARES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
# Of each layer the first so many images: more dimensions than images, and fewer.
IMAGES = {"conv4": 50, "conv6": 100, "pooled": 300}

outputs = pathlib.Path(sys.argv[1])
folder = pathlib.Path(__file__).parent / "fixtures" / "pca"
folder.mkdir(exist_ok=True)
for layer, count in IMAGES.items():
    x = np.fromfile(outputs / f"{layer}.f32", np.float32).reshape(300, -1)[:count]
    pca = PCA(svd_solver="full").fit(x.astype(np.float64))
    ratios = pca.explained_variance_ratio_
    sums = np.cumsum(ratios)
    metadata = {
        "counts": json.dumps([int(np.searchsorted(sums, share) + 1) for share in SHARES]),
        "ratios": json.dumps([float(own) for own in ratios[:20]]),
        "participationRatio": repr(float(ratios.sum() ** 2 / (ratios**2).sum())),
        "writer": f"scikit-learn {sklearn.__version__}",
    }
    write_safetensors(folder / f"{layer}.safetensors", {"outputs": x}, metadata)
    print(layer, x.shape, metadata["counts"])
