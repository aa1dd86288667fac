import { GraphError } from "../core/errors.ts";
import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x where it lies between `low` and `high`, else the nearer of the two. At the bounds themselves the derivative is 0, like
 * that of `relu` at 0; PyTorch agrees for `relu6` and `hardtanh`, but takes it as 1 for `clamp`.
 *
 * Shape: x -> x
 * @throws {GraphError} when `low` exceeds `high`
 * @source PyTorch 1.13 documentation of torch.nn.Hardtanh
 */
export function clip(x: Value, low: number, high: number): Value {
  if (!(low <= high)) {
    throw new GraphError(`Cannot clip to ${low} and ${high}: needs the lower bound first`);
  }
  return elementwise(x, { function: "clip", low, high });
}
