"""t-SNE of scikit-learn for the scores of a layer, and how near two pictures come to them.

usage: tsne.py draw SCORES PICTURE [THREADS]   writes the picture as float64, [N, 2], and prints its seconds
       tsne.py judge SCORES PICTURE...         prints how well each keeps what the scores say
SCORES is a checkpoint's file of the probe `embedding`.
"""

import json
import resource
import sys
import time

import numpy as np
from sklearn.manifold import TSNE, trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.neighbors import NearestNeighbors


def scores_in(file):
    with open(file, "rb") as stream:
        header = json.loads(stream.read(int.from_bytes(stream.read(8), "little")))
        begin, end = header["scores"]["data_offsets"]
        numbers = stream.read()[begin:end]
    return np.frombuffer(numbers, np.float32).reshape(header["scores"]["shape"])


def draw(scores, picture, threads=1):
    start = time.perf_counter()
    model = TSNE(init="pca", perplexity=30, learning_rate="auto", n_jobs=int(threads), random_state=0)
    positions = model.fit_transform(scores)
    seconds = time.perf_counter() - start
    positions.astype(np.float64).tofile(picture)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peakRssMiB": round(peak)}))


def judge(scores, *pictures):
    near = NearestNeighbors(n_neighbors=10).fit(scores).kneighbors(return_distance=False)
    distances = NearestNeighbors(n_neighbors=91).fit(scores).kneighbors_graph(mode="distance")
    distances.data **= 2
    affinities = _joint_probabilities_nn(distances, 30, 0).tocoo()
    for picture in pictures:
        positions = np.fromfile(picture, np.float64).reshape(-1, 2)
        kernel = 1 / (1 + ((positions[:, None] - positions[None]) ** 2).sum(-1))
        np.fill_diagonal(kernel, 0)
        shares = kernel[affinities.row, affinities.col] / kernel.sum()
        found = NearestNeighbors(n_neighbors=10).fit(positions).kneighbors(return_distance=False)
        kept = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(near, found)])
        print(
            json.dumps(
                {
                    "trustworthiness": trustworthiness(scores, positions, n_neighbors=10),
                    "neighboursKept": kept,
                    "divergence": (affinities.data * np.log(affinities.data / shares)).sum(),
                }
            )
        )


command, file, *rest = sys.argv[1:]
{"draw": draw, "judge": judge}[command](scores_in(file), *rest)
