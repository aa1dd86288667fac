/** Coordinates that are added up between two looks at whether points are still near enough. */
const stride = 8;

/** Where two points begin, and how many coordinates they have. */
export interface PointPair {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

/**
 * The squared distance of two points where that is within a limit, and else some number beyond it: a distance is given up
 * as soon as its first coordinates exceed the limit. Of principal scores, which begin with those that vary most, that is
 * soon.
 *
 * Shape: points [N, d] -> one number
 * @source own design
 */
export function squaredDistance(
  values: Float64Array,
  { a, b, size }: PointPair,
  limit: number,
): number {
  let sum = 0;
  for (let from = 0; from < size && sum <= limit; from += stride) {
    const end = Math.min(from + stride, size);
    for (let at = from; at < end; at++) {
      const difference = values[a + at]! - values[b + at]!;
      sum += difference * difference;
    }
  }
  return sum;
}
