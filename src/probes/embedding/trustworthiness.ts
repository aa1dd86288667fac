import type { FeatureRows } from "../readout/fitLogistic.ts";
import type { Neighbours } from "./nearestNeighbours.ts";
import { squaredDistance } from "./squaredDistance.ts";

/**
 * Whether those that are near in a picture are near in truth: 1 where the k nearest of all points are, less the further
 * they come from, 0 at worst. It is exact: the distances of all pairs are looked at, and none of them is kept.
 *
 * Shape: points [N, d], in the picture k neighbours of each or more -> one number
 * Units: fraction
 * @throws {RangeError} when k is not below half the number of points
 * @source Venna & Kaski 2001, ICANN, equation 1
 */
export function trustworthiness(points: FeatureRows, picture: Neighbours, k: number): number {
  const { count, size } = points;
  if (!(k < count / 2)) {
    throw new RangeError(
      `Cannot judge a picture: there are ${count} points for ${k} neighbours, needs more than ${2 * k}`,
    );
  }
  const values = Float64Array.from(points.values);
  const ranks = new Uint32Array(k);
  let penalty = 0;
  for (let point = 0; point < count; point++) {
    const from = point * picture.k;
    fillRanks(ranks, { values, size, point, others: picture.indices.subarray(from, from + k) });
    for (const rank of ranks) penalty += Math.max(0, rank - k);
  }
  return 1 - (2 * penalty) / (count * k * (2 * count - 3 * k - 1));
}

interface RankOptions {
  readonly values: Float64Array;
  readonly size: number;
  readonly point: number;
  readonly others: Uint32Array;
}

/** Which of a point's neighbours some others are: 1 for the nearest; of equally near ones the earlier comes first. */
function fillRanks(ranks: Uint32Array, { values, size, point, others }: RankOptions): void {
  const between = (other: number, limit: number) =>
    squaredDistance(values, { a: point * size, b: other * size, size }, limit);
  const distances = Float64Array.from(others, (other) => between(other, Number.POSITIVE_INFINITY));
  const farthest = Math.max(...distances);
  ranks.fill(1);
  for (let b = 0; b * size < values.length; b++) {
    if (b === point) continue;
    const distance = between(b, farthest);
    if (distance > farthest) continue;
    for (let at = 0; at < ranks.length; at++) {
      const isNearer = distance < distances[at]!;
      if (isNearer || (distance === distances[at] && b < others[at]!)) ranks[at] = ranks[at]! + 1;
    }
  }
}

/** Trustworthiness of a picture at random, on average. */
export function chanceTrustworthiness(count: number, k: number): number {
  return 1 - ((count - 1 - k) * (count - k)) / ((2 * count - 3 * k - 1) * (count - 1));
}
