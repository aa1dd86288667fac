import type { Neighbours } from "./nearestNeighbours.ts";

/**
 * Which share of each point's k nearest neighbours are its nearest in a picture too, on average. For a picture at random
 * k/(N - 1).
 *
 * Units: fraction
 * @source Lee & Verleysen 2009, Neurocomputing 72, 1431–1443: Q_NX
 */
export function neighboursKept(original: Neighbours, picture: Neighbours, k: number): number {
  let kept = 0;
  for (let point = 0; point < original.count; point++) {
    const near = nearest(picture, point, k);
    for (const other of nearest(original, point, k)) kept += Number(near.includes(other));
  }
  return kept / (k * original.count);
}

/** Of each point, which share of its k nearest neighbours have its label. Shape: [N] */
export function labelAgreement(
  neighbours: Neighbours,
  labels: ArrayLike<number>,
  k: number,
): number[] {
  return Array.from({ length: neighbours.count }, (_, point) => {
    const near = nearest(neighbours, point, k);
    const alike = near.reduce((sum, other) => sum + Number(labels[other] === labels[point]), 0);
    return alike / near.length;
  });
}

/** The first k of those that are known of a point. */
function nearest({ k: known, indices }: Neighbours, point: number, k: number): Uint32Array {
  return indices.subarray(point * known, point * known + Math.min(k, known));
}

/** How often two points that are drawn at random have one label. */
export function chanceAgreement(labels: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (const label of Array.from(labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const pairs = [...counts.values()].reduce((sum, own) => sum + own * (own - 1), 0);
  return pairs / (labels.length * (labels.length - 1));
}
