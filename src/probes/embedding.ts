import { UsageError } from "../core/errors.ts";
import { oneOf, positiveNumber, text, wholeNumber } from "../core/settings.ts";
import { estimateOf } from "../core/statistics.ts";
import { embeddingFigures } from "../figures/probes/embedding.ts";
import { describeNetwork, type LayerSpec, type Network } from "../nn/network.ts";
import { flatten } from "../ops/reshape.ts";
import { chooseLayers } from "../probing/chooseLayers.ts";
import type { ProbePoint, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import type { Rows } from "../probing/rows.ts";
import {
  type EmbeddedPoints,
  embedOverTime,
  judgedNeighbours,
  leastPoints,
} from "./embedding/embedOverTime.ts";
import { nearestNeighbours } from "./embedding/nearestNeighbours.ts";
import { chanceAgreement, labelAgreement } from "./embedding/neighbours.ts";
import { principalScores } from "./embedding/principalScores.ts";
import { gramOf } from "./similarity/gram.ts";

/** What the probe `embedding` can be told. */
export interface EmbeddingOptions {
  readonly layer: string;
  readonly method: "tsne" | "umap";
  readonly perplexity: number;
  readonly neighbours: number;
}

/** Beyond so many points, all pairs take too long and too much memory. */
const mostPoints = 5000;
const mostDimensions = 50;

const measured = ["neighbours of the same class", "variance kept"] as const;

/**
 * A layer's outputs for the same images in the plane, by t-SNE or UMAP, at one checkpoint after the other: each picture
 * begins where the one before ended and is turned onto it, so that an image can be followed. What is kept of a checkpoint
 * are the outputs along their first 50 principal directions; neighbours are nearest there, by Euclidean distance, and ten
 * of them are looked at. There is no picture of fewer than 30 images, nor where a layer gives all of them the same;
 * a perplexity above a third of the images is lowered to that.
 *
 * Shape: outputs [N, …] flattened, [N, D] -> [N, d ≤ 50] kept -> [N, 2]
 * Units: neighbours as fractions; divergence in nats
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605; McInnes, Healy & Melville 2018, arXiv:1802.03426
 */
export const embedding = defineProbe<EmbeddingOptions>({
  id: "embedding",
  title: "Embedding",
  question: "Which images does a layer take for alike, and how do they come apart while it learns?",
  headline: {
    quantity: "neighbours of the same class",
    words: "the share of an image's ten nearest neighbours in {layer} that are of its class",
    format: "percent",
  },
  source: "van der Maaten & Hinton 2008, JMLR 9; McInnes et al. 2018, arXiv:1802.03426",
  caveats: [
    "Distances between clusters and their sizes mean nothing in such a picture; who is near whom does, as far as neighbours are kept.",
    "Neighbours kept and trustworthiness are of this picture; the share of neighbours of the same class is of the layer itself, along at most 50 principal directions.",
    "Intervals take images for independent, though some share neighbours.",
  ],
  options: {
    layer: text("auto", "layer, by name; auto: the last before the logits"),
    method: oneOf(["tsne", "umap"], "how the picture is made"),
    perplexity: positiveNumber(30, "effective neighbours of an image by t-SNE"),
    neighbours: wholeNumber(2, 15, "neighbours of an image by UMAP"),
  },
  images: { part: "test", count: 500 },
  untrained: true,
  check({ layer, part, count }, { network, dataset }) {
    layerOf(network, layer);
    const all = dataset[part]?.count ?? 0;
    checkCount(count === 0 ? all : Math.min(count, all));
  },
  taps: ({ network, layers, options }) => ({
    rows: { features: flatten(layers[layerOf(network, options.layer).name]!) },
  }),
  measure({ network, options, examples, look, compute }) {
    checkCount(examples.count);
    const layer = layerOf(network, options.layer).name;
    const nothing = (reason: string) => ({
      readings: measured.map((quantity) => ({ quantity, layer, value: null, reason })),
    });
    if (examples.count < leastPoints) {
      return nothing(`there are ${examples.count} images, needs at least ${leastPoints}`);
    }
    const rows = { rows: tensorOf(look().rows.features!) };
    const { gram } = compute(rows, (leaves) => ({ gram: gramOf(leaves.rows!) }));
    if (!gram!.every(Number.isFinite)) return nothing("the layer's outputs are not finite");
    const { scores, dimensions, kept } = principalScores(gram!, examples.count, mostDimensions);
    if (dimensions === 0) return nothing("the layer gives all images the same output");
    const points = { values: scores, count: examples.count, size: dimensions };
    const nearest = nearestNeighbours(points, judgedNeighbours);
    const agreement = estimateOf(labelAgreement(nearest, examples.labels, judgedNeighbours));
    const chance = chanceAgreement(examples.labels);
    return {
      readings: [
        {
          quantity: measured[0],
          layer,
          value: agreement.mean,
          low: Math.max(0, agreement.low!),
          high: Math.min(1, agreement.high!),
          chance: [chance, chance],
        },
        { quantity: measured[1], layer, value: kept },
      ],
      arrays: {
        scores: {
          dtype: "f32",
          shape: [examples.count, dimensions],
          data: Float32Array.from(scores),
        },
        labels: { dtype: "i32", shape: [examples.count], data: examples.labels },
      },
    };
  },
  over(points, { draw, ...options }) {
    const pictures = [...new Set(points.map(({ run }) => run))].flatMap((run) => {
      const own = points.filter((point) => point.run === run).sort((a, b) => a.epoch - b.epoch);
      return picturesOf(own, { ...options, seed: draw });
    });
    return {
      readings: pictures.flatMap(({ found }) =>
        found.readings.map((reading) => ({ ...reading, of: pictureName(found) })),
      ),
      details: pictures.map(({ found }) => found),
      arrays: Object.fromEntries(
        pictures.map(({ found, positions }) => [
          pictureName(found),
          {
            dtype: "f32",
            shape: [positions.length / 2, 2],
            data: Float32Array.from(positions),
          } as const,
        ]),
      ),
    };
  },
  figures({ points, options, overview, untrained, classes }) {
    const pictures = points.flatMap((point) => {
      const positions = overview?.arrays?.[pictureName(point)]?.data;
      const labels = point.arrays?.labels?.data;
      return positions && labels ? [{ ...point, positions, labels }] : [];
    });
    const found = (overview?.details ?? []) as readonly ProbePoint[];
    return embeddingFigures(pictures, {
      rows: readingRows([...points, ...found]),
      untrained: untrained.flatMap(({ readings }) => readings),
      classes,
      ...options,
    });
  },
});

/** What a checkpoint's picture is called. */
function pictureName({ run, epoch }: Pick<ProbePoint, "run" | "epoch">): string {
  return `${run}, epoch ${epoch}`;
}

interface Picture {
  /** What was found of the picture, at the checkpoint that it is of. */
  readonly found: ProbePoint;
  /** Shape: [N, 2] */
  readonly positions: Float64Array;
}

function picturesOf(
  points: readonly ProbePoint[],
  options: Parameters<typeof embedOverTime>[1],
): Picture[] {
  const known = points.filter(({ arrays }) => arrays?.scores);
  const scores = known.map(({ arrays }) => {
    const { shape, data } = arrays!.scores!;
    return { values: data, count: shape[0]!, size: shape[1]! };
  });
  return embedOverTime(scores, options).map((embedded, at) => {
    const { run, group, seed, epoch, readings } = known[at]!;
    const found = { run, group, seed, epoch, readings: readingsOf(embedded, readings[0]?.layer) };
    return { found, positions: embedded.positions };
  });
}

function readingsOf(
  { neighboursKept, trustworthiness, divergence, chance }: EmbeddedPoints,
  layer: string | undefined,
): Reading[] {
  const twice = (value: number) => [value, value] as const;
  return [
    {
      quantity: "neighbours kept",
      layer,
      value: neighboursKept,
      chance: twice(chance.neighboursKept),
    },
    {
      quantity: "trustworthiness",
      layer,
      value: trustworthiness,
      chance: twice(chance.trustworthiness),
    },
    ...(divergence === undefined
      ? []
      : [{ quantity: "Kullback-Leibler divergence", layer, value: divergence }]),
  ];
}

/** The layer that is named; `auto` is the last before the logits. */
function layerOf(network: Network, pattern: string): LayerSpec {
  const { layers } = describeNetwork(network);
  if (pattern === "auto") return layers.at(-2) ?? layers.at(-1)!;
  const [first, ...more] = chooseLayers(network, pattern);
  if (first && more.length === 0) return first;
  throw new UsageError(
    `Cannot look into "${network.name}": "${pattern}" names ${more.length + 1} layers, needs one`,
  );
}

function checkCount(count: number): void {
  if (count <= mostPoints) return;
  throw new UsageError(
    `Cannot draw a picture of ${count} images: every two are compared, needs count=${mostPoints} at most`,
  );
}

function tensorOf({ values, count, size }: Rows) {
  return { dtype: "f32" as const, shape: [count, size], data: values };
}
