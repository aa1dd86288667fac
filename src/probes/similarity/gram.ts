import { shapeOf, type Value } from "../../graph/node.ts";
import { matmul } from "../../ops/matmul.ts";
import { slice } from "../../ops/pad.ts";
import { flatten } from "../../ops/reshape.ts";
import { sub } from "../../ops/sub.ts";

/**
 * How alike a layer finds the images of a batch: the inner product of every two of its outputs. They are taken from the
 * first image's output on, which changes no comparison that centres them, keeps digits where all outputs have much in
 * common, and makes every number exactly 0 where they are all the same.
 *
 * Shape: activation [N, …] -> [N, N]
 * Units: those of the activation, squared
 * @source Kornblith et al. 2019, arXiv:1905.00414, section 3
 */
export function gramOf(activation: Value): Value {
  const rows = flatten(activation);
  const apart = sub(rows, slice(rows, [0, 0], [1, shapeOf(rows)[1]!]));
  return matmul(apart, apart, { transposeB: true });
}
