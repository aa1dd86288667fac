import { type Shape, sizeOf } from "../core/shape.ts";
import { apply, applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import { conv2dOp } from "./conv2d.ts";
import { constant } from "./leaves.ts";
import { mul } from "./mul.ts";
import { inferPool, type Pool2dAttrs, type Pool2dOptions, pool2dAttrs } from "./pool2d.ts";
import { checkFloat, checkShape, noMacs, withShape } from "./shapeRules.ts";
import { broadcastTo } from "./sum.ts";
import type { PairOption } from "./window.ts";

export interface MaxPool2dGradAttrs extends Pool2dAttrs {
  readonly inputShape: Shape;
}

/**
 * Largest element of every window, the first of equals, and where in the window it stood.
 * Padding never wins.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] and the winner's place kh·kW + kw (i32) [N, C, H', W']
 * @throws {ShapeError} when the window exceeds the padded input, or one holds padding alone
 * @source Ranzato et al. 2007, Unsupervised learning of invariant feature hierarchies
 */
export const maxPool2dOp: Op<Pool2dAttrs> = {
  name: "maxPool2d",
  infer: ([x], attrs) => {
    const shape = inferPool("max-pool", x!, attrs);
    return [withShape(x!, shape), { dtype: "i32", shape }];
  },
  gradient: ({ inputs: [x], outputs: [, winners], attrs, dys: [dy] }) => [
    applySingle(maxPool2dGradOp, [winners!, dy!], { ...attrs, inputShape: shapeOf(x!) }),
  ],
  macs: noMacs,
};

/**
 * The gradient of `maxPool2d`: every dy added to the place of its window's winner.
 *
 * Shape: winners [N, C, H', W'], dy [N, C, H', W'] -> [N, C, H, W]
 */
export const maxPool2dGradOp: Op<MaxPool2dGradAttrs> = {
  name: "maxPool2dGrad",
  infer: ([, dy], attrs) => {
    const action = "take the gradient of maxPool2d";
    checkFloat(action, "dy", dy!);
    const x = withShape(dy!, attrs.inputShape);
    checkShape(action, "dy", dy!, inferPool(action, x, attrs));
    return [x];
  },
  gradient: ({ inputs: [winners], attrs, dys: [g] }) => [null, pickWinners(g!, winners!, attrs)],
  macs: noMacs,
};

/**
 * What stands at the winners' places: the sum over every window of x where a 1 put to its winner arrives. Of windows that
 * share pixels only those of one phase get a 1 at a time, which do not. Backends keep winners in forms of their own, so
 * that nothing but their gradient can be asked of them.
 *
 * Shape: x [N, C, H, W], winners [N, C, H', W'] -> [N, C, H', W']
 */
function pickWinners(x: Value, winners: Value, attrs: MaxPool2dGradAttrs): Value {
  const { kernelSize, stride, padding, dilation, inputShape } = attrs;
  const [, channels = 0] = inputShape;
  const ones = constant(Array(channels * sizeOf(kernelSize)).fill(1), [channels, 1, ...kernelSize]);
  const picked = phasesOf(shapeOf(winners), attrs).map((phase) => {
    const isWinner = applySingle(maxPool2dGradOp, [winners, phase], attrs); //  [N, C, H, W]
    const window = { stride, padding, dilation, groups: channels, activation: "none" } as const;
    return mul(applySingle(conv2dOp, [mul(x, isWinner), ones], window), phase);
  });
  return picked.reduce(add);
}

/** Windows that have no pixel in common, 1 each and 0 elsewhere: together all. Shape: `shape` each */
function phasesOf(shape: Shape, { kernelSize, stride, dilation }: Pool2dAttrs): Value[] {
  const [, , height, width] = shape;
  const along = (axis: 0 | 1) =>
    Math.ceil((dilation[axis] * (kernelSize[axis] - 1) + 1) / stride[axis]);
  const [rows, columns] = [along(0), along(1)];
  return Array.from({ length: rows * columns }, (_, phase) => {
    const isIn = (at: number) =>
      Math.floor(at / width!) % rows === Math.floor(phase / columns) &&
      (at % width!) % columns === phase % columns;
    const plane = Array.from({ length: height! * width! }, (_, at) => Number(isIn(at)));
    return broadcastTo(constant(plane, [1, 1, height!, width!]), shape);
  });
}

export interface MaxPool2dOptions extends Pool2dOptions {
  readonly dilation?: PairOption;
}

/** Largest element of every window; the stride is the kernel size unless given. */
export function maxPool2d(x: Value, options: MaxPool2dOptions): Value {
  return apply(maxPool2dOp, [x], pool2dAttrs(options, shapeOf(x)))[0]!;
}

/** Largest element of each channel. Shape: [N, C, H, W] -> [N, C, 1, 1] */
export function globalMaxPool2d(x: Value): Value {
  const [, , height, width] = shapeOf(x);
  return sizeOf([height!, width!]) === 1 ? x : maxPool2d(x, { kernelSize: [height!, width!] });
}
