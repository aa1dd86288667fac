import type { FeatureRows } from "../readout/fitLogistic.ts";
import { squaredDistance } from "./squaredDistance.ts";

/** The nearest others of each point, the nearest first; of equally near ones the earlier first. */
export interface Neighbours {
  /** N */
  readonly count: number;
  /** How many of each are known. */
  readonly k: number;
  /** Shape: [N, k] */
  readonly indices: Uint32Array;
  /** Shape: [N, k] */
  readonly squaredDistances: Float64Array;
}

/**
 * The k nearest neighbours of each point by Euclidean distance, exactly, without ever holding all pairs.
 *
 * Shape: points [N, d] -> [N, k], where k is N - 1 at most
 * @source own design
 */
export function nearestNeighbours(points: FeatureRows, k: number): Neighbours {
  const { count, size } = points;
  const known = Math.min(k, count - 1);
  const values = Float64Array.from(points.values);
  const indices = new Uint32Array(count * known);
  const squaredDistances = new Float64Array(count * known).fill(Number.POSITIVE_INFINITY);
  for (let point = 0; point < count; point++) {
    const last = (point + 1) * known - 1;
    for (let other = 0; other < count; other++) {
      if (other === point) continue;
      const limit = squaredDistances[last]!;
      const distance = squaredDistance(values, { a: point * size, b: other * size, size }, limit);
      if (!(distance < limit)) continue;
      let place = last;
      for (; place > last + 1 - known && squaredDistances[place - 1]! > distance; place--) {
        squaredDistances[place] = squaredDistances[place - 1]!;
        indices[place] = indices[place - 1]!;
      }
      squaredDistances[place] = distance;
      indices[place] = other;
    }
  }
  return { count, k: known, indices, squaredDistances };
}
