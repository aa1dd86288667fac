/** The larger and the smaller of two operands: mirror images, with one gradient rule. */

import { applySingle, type Gradients, type Op, shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import { affine } from "./affine.ts";
import { less } from "./less.ts";
import { lessEqual } from "./lessEqual.ts";
import { mul } from "./mul.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sub } from "./sub.ts";
import { sumTo } from "./sum.ts";

/**
 * The larger of a and b, with broadcasting; equal operands share the gradient evenly, as in PyTorch. Whether NaN beside a
 * number stays NaN is up to the backend.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source PyTorch 1.13 documentation of torch.maximum
 */
export const maximumOp: Op<NoAttrs> = {
  name: "maximum",
  infer: (inputs) => inferBroadcast("take the maximum of", inputs),
  gradient: ({ inputs: [a, b], dys: [dy] }) => shares([a!, b!], dy!, shareOfLarger(a!, b!)),
  macs: noMacs,
};

/**
 * The smaller of a and b; in all else like `maximum`.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 */
export const minimumOp: Op<NoAttrs> = {
  name: "minimum",
  infer: (inputs) => inferBroadcast("take the minimum of", inputs),
  gradient: ({ inputs: [a, b], dys: [dy] }) => shares([a!, b!], dy!, shareOfLarger(b!, a!)),
  macs: noMacs,
};

/** The larger of a and b, with broadcasting. */
export function maximum(a: Value, b: Value): Value {
  return applySingle(maximumOp, [a, b], noAttrs);
}

/** The smaller of a and b, with broadcasting. */
export function minimum(a: Value, b: Value): Value {
  return applySingle(minimumOp, [a, b], noAttrs);
}

/** 1 where a is larger than b, 1/2 where they are equal, 0 elsewhere. */
function shareOfLarger(a: Value, b: Value): Value {
  return affine(add(less(b, a), lessEqual(b, a)), 1 / 2);
}

/** dy parted between a, which gets `share` of it, and b. */
function shares([a, b]: readonly [Value, Value], dy: Value, share: Value): Gradients {
  const own = mul(dy, share);
  return [sumTo(own, shapeOf(a)), sumTo(sub(dy, own), shapeOf(b))];
}
