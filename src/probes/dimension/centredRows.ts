import type { NumberArray } from "../../core/dtype.ts";
import type { Rows } from "../../probing/rows.ts";

/** A layer's outputs without their mean, or why they are of no use. Shape: values [N, D] */
export type CentredRows =
  | { readonly values: Float32Array; readonly count: number; readonly size: number }
  | { readonly reason: string };

/** How rows are centred. */
export interface CentreOptions {
  /** Divides every column by its deviation. */
  readonly standardise?: boolean;
  /** Writes over the rows given: there need be no room for a second copy. */
  readonly inPlace?: boolean;
}

/**
 * Every column less its mean, and divided by its deviation where that is asked for; columns that are the same in all rows
 * become exactly 0. Otherwise all are divided by one power of two, which costs no digits, so that products of very large or very
 * small outputs stay within the range of single precision, too.
 *
 * Shape: [N, D] -> [N, D]
 * Units: those of the rows, up to that power of two; deviations where columns are divided by them
 * @source own design
 */
export function centredRows(
  { values, count, size }: Omit<Rows, "shape">,
  { standardise = false, inPlace = false }: CentreOptions = {},
): CentredRows {
  // Seen from the first row, what all have in common costs no digits.
  const first = Float64Array.from(values.subarray(0, size));
  const { means, squares } = momentsOf(values, first);
  if (!squares.every(Number.isFinite)) return { reason: "the layer's outputs are not finite" };
  if (squares.every((square) => square === 0)) {
    return { reason: "the layer gives all images the same output" };
  }
  const largest = squares.reduce((most, square) => Math.max(most, square), 0);
  const unit = 2 ** Math.round(Math.log2(largest) / 2);
  const scales = squares.map((square, column) => {
    const deviation = Math.sqrt(Math.max(0, square - means[column]! ** 2));
    return 1 / (standardise && deviation > 0 ? deviation : unit);
  });
  const isOwn = inPlace && values instanceof Float32Array;
  const centred = isOwn ? values : new Float32Array(count * size);
  for (let start = 0; start < values.length; start += size) {
    for (let column = 0, at = start; column < size; column++, at++) {
      centred[at] = (values[at]! - first[column]! - means[column]!) * scales[column]!;
    }
  }
  return { values: centred, count, size };
}

/** Of each column, seen from `first`: the mean, and the mean of squares. */
function momentsOf(values: NumberArray, first: Float64Array) {
  const size = first.length;
  const sums = new Float64Array(size);
  const squareSums = new Float64Array(size);
  for (let start = 0; start < values.length; start += size) {
    for (let column = 0, at = start; column < size; column++, at++) {
      const apart = values[at]! - first[column]!;
      sums[column] = sums[column]! + apart;
      squareSums[column] = squareSums[column]! + apart * apart;
    }
  }
  const count = values.length / size;
  return { means: sums.map((sum) => sum / count), squares: squareSums.map((sum) => sum / count) };
}
