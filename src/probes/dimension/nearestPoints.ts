import { innerProducts, type Points } from "./rowSpectra.ts";
import type { Compute, LinearAlgebra } from "./squaredSingularValues.ts";

/** The nearest of each point, nearest first. */
export interface Nearest {
  /** Which points were looked at. Shape: [M] */
  readonly members: Uint32Array;
  /** How many of each are known; all others where there are fewer. */
  readonly k: number;
  /** Shape: [M, k] */
  readonly indices: Uint32Array;
  /** Euclidean. Shape: [M, k] */
  readonly distances: Float64Array;
}

/** How wrong the square of a distance can be that was found from inner products, as a share of the points' own squares. */
const productError = 1e-5;

/**
 * Finds nearest points. Inner products in single precision tell which come into question; the distances to those are taken
 * from the differences, in double precision, since the difference of large products would leave near points no digits.
 *
 * Shape: points [N, D] -> [M, k]
 * Units: those of the points
 * @source own design
 */
export function makeNearest(
  compute: Compute,
  points: Points,
  options: LinearAlgebra = {},
): (members: Uint32Array, k: number) => Nearest {
  const products = innerProducts(compute, points, options);
  const { count } = points;
  const own = Float64Array.from({ length: count }, (_, at) => products[at * count + at]!);
  return (members, wanted) => {
    const k = Math.max(0, Math.min(wanted, members.length - 1));
    const indices = new Uint32Array(members.length * k);
    const distances = new Float64Array(members.length * k);
    members.forEach((member, place) => {
      const near = candidatesOf(member, { products, own, members, k }).map((index) => ({
        index,
        distance: distanceBetween(points, member, index),
      }));
      near.sort((a, b) => a.distance - b.distance || a.index - b.index);
      for (let at = 0; at < k; at++) {
        indices[place * k + at] = near[at]!.index;
        distances[place * k + at] = near[at]!.distance;
      }
    });
    return { members, k, indices, distances };
  };
}

interface Search {
  readonly products: ArrayLike<number>;
  /** Of each point with itself. */
  readonly own: Float64Array;
  readonly members: Uint32Array;
  readonly k: number;
}

/** All that may be among the k nearest, whatever the products' errors. */
function candidatesOf(point: number, { products, own, members, k }: Search): number[] {
  const row = point * own.length;
  const farthest = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (const other of members) {
    if (other === point) continue;
    const sum = own[point]! + own[other]!;
    insert(farthest, sum - 2 * products[row + other]! + productError * sum);
  }
  const bound = farthest[k - 1] ?? 0;
  const candidates: number[] = [];
  for (const other of members) {
    if (other === point) continue;
    const sum = own[point]! + own[other]!;
    if (sum - 2 * products[row + other]! - productError * sum <= bound) candidates.push(other);
  }
  return candidates;
}

/** Takes a number into a sorted list of the smallest, whose largest drops out. */
function insert(smallest: Float64Array, value: number): void {
  if (!(value < smallest.at(-1)!)) return;
  let at = smallest.length - 1;
  for (; at > 0 && smallest[at - 1]! > value; at--) smallest[at] = smallest[at - 1]!;
  smallest[at] = value;
}

function distanceBetween({ values, size }: Points, a: number, b: number): number {
  let squares = 0;
  for (let at = 0, i = a * size, j = b * size; at < size; at++) {
    const apart = values[i + at]! - values[j + at]!;
    squares += apart * apart;
  }
  return Math.sqrt(squares);
}
