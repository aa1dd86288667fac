/** How the dimension is found from the ratios: a line through the origin, or the most likely one. */
export type TwoNnMethod = "regression" | "likelihood";

/** A dimension, or why there is none. */
export type DimensionEstimate =
  | { readonly value: number }
  | { readonly value: null; readonly reason: string };

/** Distances of a point to its nearest two others. */
export type NearestTwo = readonly [first: number, second: number];

/** The share of the smallest ratios that the line goes through: larger ones say more of the density than of the dimension. */
const fittedShare = 0.9;
/** With fewer, no point is left for the line. */
const fewestPoints = 3;

/**
 * Dimension from how much farther each point's second neighbour is than its first: where points lie evenly in d dimensions,
 * the ratio μ has the distribution F(μ) = 1 - μ^-d. Points with a neighbour at no distance, or two at the same distance, say
 * nothing and are dropped; the empirical F of the i-th of n ratios is i / n.
 *
 * With `regression`, d is the slope of -log(1 - F) over log μ through the origin, of the smallest nine tenths of the ratios,
 * never of the largest two; with `likelihood`, d = n / Σ log μ of all.
 *
 * Null where fewer than 3 points are left, or a distance is not finite.
 *
 * @source Facco et al. 2017, doi:10.1038/s41598-017-11873-y, equations 4 and 5; the two largest are left out as in the
 * authors' public program of Ansuini et al. 2019
 */
export function twoNnEstimate(
  nearest: readonly NearestTwo[],
  method: TwoNnMethod = "regression",
): DimensionEstimate {
  const kept = nearest.filter(([first, second]) => first > 0 && second > first);
  if (!nearest.every(([first, second]) => Number.isFinite(first + second))) {
    return { value: null, reason: "distances between its outputs are not finite" };
  }
  if (kept.length < fewestPoints) {
    const reason = `${kept.length} of ${nearest.length} images have two neighbours at different distances, needs at least ${fewestPoints}`;
    return { value: null, reason };
  }
  const logs = Float64Array.from(kept, ([first, second]) => Math.log(second / first)).sort();
  const value = method === "regression" ? slopeOf(logs) : logs.length / sumOf(logs);
  // Ratios so near to 1 that their logarithms are 0.
  if (!Number.isFinite(value)) return { value: null, reason: "all neighbours are equally far" };
  return { value };
}

function slopeOf(logs: Float64Array): number {
  const n = logs.length;
  const used = Math.min(Math.floor(fittedShare * n), n - 2);
  let [products, squares] = [0, 0];
  for (let at = 0; at < used; at++) {
    products -= logs[at]! * Math.log(1 - (at + 1) / n);
    squares += logs[at]! ** 2;
  }
  return products / squares;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
