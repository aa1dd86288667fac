/** Random numbers inside a graph: functions of a key that is fed anew at every step. */

import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import { sameShape, showShape } from "../core/shape.ts";
import { applySingle, type Op, type TensorType, type Value } from "../graph/node.ts";
import { f32, noMacs } from "./shapeRules.ts";

export interface RandomAttrs {
  /** Whose numbers they are, such as `dropout/f6`. */
  readonly stream: string;
  readonly shape: Shape;
}

/**
 * Numbers in [0, 1), each a multiple of 2^-24, of the seed and step in the key.
 *
 * Shape: key [4] (i32; the low and the high 32 bits of the seed, then of the step) -> `shape`
 * @throws {ShapeError} when the key is anything else
 * @source Salmon et al. 2011, doi:10.1145/2063384.2063405; src/core/random.ts
 */
export const uniformOp: Op<RandomAttrs> = {
  name: "uniform",
  infer: ([key], attrs) => inferRandom(key!, attrs),
  gradient: () => [null],
  macs: noMacs,
};

/**
 * Numbers of mean 0 and deviation 1, normally distributed, of the seed and step in the key.
 *
 * Shape: key [4] (i32; as for `uniform`) -> `shape`
 * @throws {ShapeError} when the key is anything else
 */
export const normalOp: Op<RandomAttrs> = {
  name: "normal",
  infer: ([key], attrs) => inferRandom(key!, attrs),
  gradient: () => [null],
  macs: noMacs,
};

/** Numbers in [0, 1) of a stream. */
export function uniform(key: Value, attrs: RandomAttrs): Value {
  return applySingle(uniformOp, [key], attrs);
}

/** Normally distributed numbers of a stream, of mean 0 and deviation 1. */
export function normal(key: Value, attrs: RandomAttrs): Value {
  return applySingle(normalOp, [key], attrs);
}

function inferRandom({ dtype, shape }: TensorType, attrs: RandomAttrs): TensorType[] {
  if (dtype !== "i32" || !sameShape(shape, [4])) {
    throw new ShapeError(
      `Cannot draw random numbers: the key is ${dtype} ${showShape(shape)}, needs i32 [4]`,
    );
  }
  return [f32(attrs.shape)];
}
