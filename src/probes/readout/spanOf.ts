import type { FeatureRows } from "./fitLogistic.ts";
import type { FeaturePair } from "./standardise.ts";

/** What is left of a row outside the span of others, below this share of the longest, is rounding of the products. */
const leastShare = 1e-5;

/**
 * The same rows with as few numbers as tell all that a linear classifier with a penalty on squared weights can learn from
 * them: its weights lie in the span of the rows that it is fitted to, of which there are fewer than features. Other rows
 * lose what lies outside of it, which no such classifier sees.
 *
 * Shape: products of all rows, first those to fit to, with those to fit to [N + M, N] -> [N, R] and [M, R], R ≤ N
 * @source Schölkopf, Herbrich & Smola 2001, "A Generalized Representer Theorem", COLT; the basis by the Cholesky
 * decomposition with pivots, Higham 2002, "Accuracy and Stability of Numerical Algorithms", section 10.3
 */
export function spanOf(products: ArrayLike<number>, fitCount: number): FeaturePair {
  const count = products.length / fitCount;
  const basis: Float64Array[] = [];
  const left = Float64Array.from({ length: fitCount }, (_, row) => products[row * fitCount + row]!);
  const least = leastShare * largestOf(left).value;
  while (basis.length < fitCount) {
    const { value, at: pivot } = largestOf(left);
    if (!(value > least)) break;
    const column = new Float64Array(count);
    for (let row = 0; row < count; row++) column[row] = products[row * fitCount + pivot]!;
    for (const earlier of basis) {
      const share = earlier[pivot]!;
      for (let row = 0; row < count; row++) column[row] = column[row]! - share * earlier[row]!;
    }
    const scale = 1 / Math.sqrt(value);
    for (let row = 0; row < count; row++) column[row] = column[row]! * scale;
    for (let row = 0; row < fitCount; row++) left[row] = left[row]! - column[row]! ** 2;
    left[pivot] = 0;
    basis.push(column);
  }
  const rowsOf = (from: number, to: number): FeatureRows => ({
    values: Float64Array.from(
      { length: (to - from) * basis.length },
      (_, at) => basis[at % basis.length]![from + Math.floor(at / basis.length)]!,
    ),
    count: to - from,
    size: basis.length,
  });
  return { fit: rowsOf(0, fitCount), test: rowsOf(fitCount, count) };
}

function largestOf(values: Float64Array): { readonly value: number; readonly at: number } {
  let at = 0;
  for (let place = 1; place < values.length; place++) if (values[place]! > values[at]!) at = place;
  return { value: values[at]!, at };
}
