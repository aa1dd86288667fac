import type { Rows } from "../../probing/rows.ts";

/** A layer's outputs without their mean, or why they are of no use. Shape: values [N, D] */
export type CentredRows =
  | { readonly values: Float32Array; readonly count: number; readonly size: number }
  | { readonly reason: string };

/**
 * Every column less its mean, and divided by its deviation where that is asked for; columns that are the same in all rows
 * become exactly 0. All are divided by the same power of two, which costs no digits, so that products of them stay within the
 * range of single precision: that of a layer is larger than its square root.
 *
 * Shape: [N, D] -> [N, D]
 * Units: none but of the rows among each other; deviations
 * @source own design
 */
export function centredRows(
  { values, count, size }: Omit<Rows, "shape">,
  { standardise = false }: { readonly standardise?: boolean } = {},
): CentredRows {
  // Seen from the first row, what all have in common costs no digits.
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let at = 0, column = 0; at < count * size; at++) {
    const apart = values[at]! - values[column]!;
    means[column] = means[column]! + apart / count;
    squares[column] = squares[column]! + (apart * apart) / count;
    if (++column === size) column = 0;
  }
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
  const centred = new Float32Array(count * size);
  for (let at = 0, column = 0; at < centred.length; at++) {
    centred[at] = (values[at]! - values[column]! - means[column]!) * scales[column]!;
    if (++column === size) column = 0;
  }
  return { values: centred, count, size };
}
