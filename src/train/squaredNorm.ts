import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { mul } from "../ops/mul.ts";
import { slice } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { sum } from "../ops/sum.ts";

/** From how many numbers on they are summed in two levels. */
const shortest = 1024;

/**
 * Σ x². Rows of about √n squares are summed first and then their sums: one running sum of millions of float32 numbers
 * would lose three digits.
 *
 * Shape: [n] -> []
 */
export function squaredNorm(x: Value): Value {
  const [length] = shapeOf(x);
  if (length! <= shortest) return sum(mul(x, x));
  const columns = 2 ** Math.ceil(Math.log2(length!) / 2);
  const rows = Math.floor(length! / columns);
  const square = reshape(slice(x, [0], [rows * columns]), [rows, columns]);
  const total = sum(sum(mul(square, square), [1]));
  if (rows * columns === length) return total;
  const rest = slice(x, [rows * columns], [length! - rows * columns]);
  return add(total, sum(mul(rest, rest)));
}
