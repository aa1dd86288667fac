import type { FeatureRows } from "../readout/fitLogistic.ts";

/** Squared distances of every two points. Shape: [N, N] */
export function squaredDistances({ values, count, size }: FeatureRows): Float64Array {
  const distances = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let at = 0; at < size; at++)
        sum += (values[a * size + at]! - values[b * size + at]!) ** 2;
      distances[a * count + b] = sum;
      distances[b * count + a] = sum;
    }
  }
  return distances;
}

/**
 * All other points of each, the nearest first; of equally near ones the earlier first.
 *
 * Shape: distances [N, N] -> N rows of N - 1
 */
export function neighboursInOrder(distances: Float64Array, count: number): Uint32Array[] {
  return Array.from({ length: count }, (_, point) => {
    const own = distances.subarray(point * count, (point + 1) * count);
    const others = Uint32Array.from({ length: count - 1 }, (_, at) => (at < point ? at : at + 1));
    return others.sort((a, b) => own[a]! - own[b]! || a - b);
  });
}

/**
 * Which share of each point's k nearest neighbours are its nearest in a picture too, on average. For a picture at random
 * k/(N - 1).
 *
 * Units: fraction
 * @source Lee & Verleysen 2009, Neurocomputing 72, 1431–1443: Q_NX
 */
export function neighboursKept(
  original: readonly Uint32Array[],
  picture: readonly Uint32Array[],
  k: number,
): number {
  const kept = original.reduce((sum, order, point) => {
    const near = new Set(picture[point]!.subarray(0, k));
    return sum + order.subarray(0, k).reduce((own, other) => own + Number(near.has(other)), 0);
  }, 0);
  return kept / (k * original.length);
}

/**
 * Whether those that are near in a picture are near in truth: 1 where the k nearest of all points are, less the further
 * they come from, 0 at worst.
 *
 * Units: fraction
 * @throws {RangeError} when k is not below half the number of points
 * @source Venna & Kaski 2001, ICANN, equation 1
 */
export function trustworthiness(
  original: readonly Uint32Array[],
  picture: readonly Uint32Array[],
  k: number,
): number {
  const count = original.length;
  if (!(k < count / 2)) {
    throw new RangeError(
      `Cannot judge a picture: there are ${count} points for ${k} neighbours, needs more than ${2 * k}`,
    );
  }
  let penalty = 0;
  original.forEach((order, point) => {
    const rank = new Uint32Array(count);
    order.forEach((other, at) => {
      rank[other] = at + 1;
    });
    for (const other of picture[point]!.subarray(0, k)) penalty += Math.max(0, rank[other]! - k);
  });
  return 1 - (2 * penalty) / (count * k * (2 * count - 3 * k - 1));
}

/** Trustworthiness of a picture at random, on average. */
export function chanceTrustworthiness(count: number, k: number): number {
  return 1 - ((count - 1 - k) * (count - k)) / ((2 * count - 3 * k - 1) * (count - 1));
}

/** Of each point, which share of its k nearest neighbours have its label. Shape: [N] */
export function labelAgreement(
  order: readonly Uint32Array[],
  labels: ArrayLike<number>,
  k: number,
): number[] {
  return order.map((others, point) => {
    const near = others.subarray(0, k);
    const alike = near.reduce((sum, other) => sum + Number(labels[other] === labels[point]), 0);
    return alike / near.length;
  });
}

/** How often two points that are drawn at random have one label. */
export function chanceAgreement(labels: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (const label of Array.from(labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const pairs = [...counts.values()].reduce((sum, own) => sum + own * (own - 1), 0);
  return pairs / (labels.length * (labels.length - 1));
}
