import { GraphError, ShapeError } from "../core/errors.ts";
import { type Shape, showShape } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { constant } from "../ops/leaves.ts";
import { less } from "../ops/less.ts";
import { mul } from "../ops/mul.ts";
import { uniform } from "../ops/random.ts";
import { layer } from "./layer.ts";
import type { Scope } from "./scope.ts";

export interface DropoutOptions {
  /** The probability of being dropped: 0 up to below 1. */
  readonly rate: number;
  /** What is dropped at once: a number, or all numbers of a channel of an example. */
  readonly mode?: "element" | "channel";
}

/**
 * Sets some of x to 0, others at every step, and divides the rest by 1 - rate, so that sums keep their size on average. In
 * eval mode it is x itself. What is dropped follows from seed, step and the place's name alone.
 *
 * Shape: x -> x; [N, C, …] for mode "channel"
 * @throws {GraphError} when the rate is not 0 up to below 1
 * @throws {ShapeError} when mode "channel" finds no channels
 * @source Srivastava et al. 2014, Dropout; channels: Tompson et al. 2015, arXiv:1411.4280, section 3.2
 */
export const dropout = layer(
  (x: Value, scope: Scope, { rate, mode = "element" }: DropoutOptions): Value => {
    if (!(rate >= 0 && rate < 1)) {
      throw new GraphError(`Cannot drop out: rate = ${rate}, needs 0 up to below 1`);
    }
    const shape = mode === "element" ? shapeOf(x) : channelsOf(shapeOf(x));
    if (scope.mode === "eval" || rate === 0) return x;
    const { key, stream } = scope.random("dropout");
    const isDropped = less(uniform(key, { stream, shape }), constant(rate));
    const scale = 1 / (1 - rate);
    return mul(x, affine(isDropped, -scale, scale));
  },
);

/** One number for each channel of each example. */
function channelsOf(shape: Shape): Shape {
  if (shape.length < 2) {
    throw new ShapeError(
      `Cannot drop channels of ${showShape(shape)}: needs 2 dimensions or more, of which the second is channels`,
    );
  }
  return shape.map((extent, axis) => (axis < 2 ? extent : 1));
}
