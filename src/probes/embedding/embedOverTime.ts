import { makeStream } from "../../core/random.ts";
import type { FeatureRows } from "../readout/fitLogistic.ts";
import { type Neighbours, nearestNeighbours } from "./nearestNeighbours.ts";
import { neighboursKept } from "./neighbours.ts";
import { chanceTrustworthiness, trustworthiness } from "./trustworthiness.ts";
import { tsne } from "./tsne.ts";
import { neighboursPerPerplexity, tsneAffinities } from "./tsneAffinities.ts";
import { turnedOnto } from "./turnedOnto.ts";
import { umapPicture } from "./umapPicture.ts";

export interface EmbedOptions {
  readonly method: "tsne" | "umap";
  readonly perplexity: number;
  /** Of UMAP. */
  readonly neighbours: number;
  /** Of UMAP, 500 by default; fewer take less time and keep fewer neighbours (docs/performance.md). */
  readonly steps?: number;
  readonly seed: number;
}

/** Points of one checkpoint in the plane, and what became of their neighbourhoods. */
export interface EmbeddedPoints {
  /** Shape: [N, 2] */
  readonly positions: Float64Array;
  /** Units: fractions */
  readonly neighboursKept: number;
  readonly trustworthiness: number;
  readonly chance: { readonly neighboursKept: number; readonly trustworthiness: number };
  /** Of t-SNE. Units: nats */
  readonly divergence: number | undefined;
}

/** Fewer points make no neighbourhoods that could be judged. */
export const leastPoints = 30;
/** Neighbours by which pictures are judged. */
export const judgedNeighbours = 10;

/** Deviation of the first coordinates where the search begins; UMAP's kernel is as wide as 1, its plane about 20. */
const startDeviations = { tsne: 1e-4, umap: 5 } as const;
/** Of that deviation: tells points apart that are at one place, and leaves all others where they are. */
const jitter = 1e-3;

/**
 * Pictures of the same points at one checkpoint after the other, each begun from the picture before, which it is turned
 * onto, and the first from the two principal directions. Every picture begins small again, with affinities exaggerated:
 * at the full size of the picture before and without, points could not pass each other any more, and the picture would fit
 * worse (docs/performance.md).
 *
 * Shape: scores [N, d] at each checkpoint -> [N, 2] at each
 * @throws {RangeError} when there are fewer than 30 points
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605; begun from principal directions: Kobak & Linderman 2021, Nature
 * Biotechnology 39, 156–157; begun from the picture before: own design
 */
export function embedOverTime(
  checkpoints: readonly FeatureRows[],
  options: EmbedOptions,
): EmbeddedPoints[] {
  let before: Float64Array | undefined;
  return checkpoints.map((points) => {
    const embedded = embed(points, before, options);
    before = embedded.positions;
    return embedded;
  });
}

function embed(
  points: FeatureRows,
  before: Float64Array | undefined,
  options: EmbedOptions,
): EmbeddedPoints {
  const { count } = points;
  if (count < leastPoints) {
    throw new RangeError(`Cannot embed points: there are ${count}, needs at least ${leastPoints}`);
  }
  const start = startOf(before ?? firstTwo(points), startDeviations[options.method], options.seed);
  const nearest = nearestNeighbours(points, neighboursOf(options));
  const picture = pictureOf(points, { ...options, start, nearest });
  const positions = before ? turnedOnto(picture.positions, before) : picture.positions;
  const inPicture = nearestNeighbours({ values: positions, count, size: 2 }, judgedNeighbours);
  return {
    positions,
    neighboursKept: neighboursKept(nearest, inPicture, judgedNeighbours),
    trustworthiness: trustworthiness(points, inPicture, judgedNeighbours),
    chance: {
      neighboursKept: judgedNeighbours / (count - 1),
      trustworthiness: chanceTrustworthiness(count, judgedNeighbours),
    },
    divergence: picture.divergence,
  };
}

/** As many as the picture is made from, and judged by. */
function neighboursOf({ method, perplexity, neighbours }: EmbedOptions): number {
  const made = method === "tsne" ? neighboursPerPerplexity * perplexity : neighbours - 1;
  return Math.max(judgedNeighbours, Math.floor(made));
}

interface PictureOptions extends EmbedOptions {
  readonly start: Float64Array;
  readonly nearest: Neighbours;
}

function pictureOf(
  points: FeatureRows,
  { method, perplexity, neighbours, steps, seed, start, nearest }: PictureOptions,
): { readonly positions: Float64Array; readonly divergence: number | undefined } {
  if (method === "tsne") {
    // Beyond a third of the points there are no neighbourhoods.
    const most = (points.count - 1) / neighboursPerPerplexity;
    return tsne(tsneAffinities(nearest, Math.min(perplexity, most)), { start });
  }
  const stream = makeStream(seed, "probe/embedding/umap");
  const among = Math.min(neighbours, points.count - 1);
  const positions = umapPicture(points, { neighbours: among, nearest, start, steps, stream });
  return { positions, divergence: undefined };
}

/** The coordinates in the first two directions; of points on a line, the second is 0. */
function firstTwo({ values, count, size }: FeatureRows): Float64Array {
  return Float64Array.from({ length: 2 * count }, (_, at) => {
    const column = at % 2;
    return column < size ? values[(at >> 1) * size + column]! : 0;
  });
}

/** Scaled to a deviation of the larger coordinate, and by a hair moved apart. */
function startOf(positions: Float64Array, deviation: number, seed: number): Float64Array {
  const squares = [0, 0];
  positions.forEach((value, at) => {
    squares[at % 2] = squares[at % 2]! + value * value;
  });
  const scale = deviation / Math.sqrt(Math.max(...squares) / (positions.length / 2));
  const noise = new Float64Array(positions.length);
  makeStream(seed, "probe/embedding/jitter").fillNormal(noise, 0, 0, jitter * deviation);
  return positions.map((value, at) => value * scale + noise[at]!);
}
