import { shapeOf, type Value } from "../graph/node.ts";
import { conv2d } from "../ops/conv2d.ts";
import { constant } from "../ops/leaves.ts";
import type { Pair } from "../ops/window.ts";
import { type Continuation, padImages } from "./padImages.ts";

export interface BlurOptions {
  /** Which pixels are taken after the blur: every one, every second, … */
  readonly stride: number;
  /** What is seen beyond the edges. */
  readonly beyond: Continuation;
}

/** [1, 2, 1] in both directions, summing to 1. */
const binomial = [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16);

/**
 * Zhang's replacement of average pooling: the box filter gives way to the binomial one, whose higher frequencies are
 * weaker, so that taking every second pixel aliases less. The image is continued at its edges rather than surrounded
 * by zeros, as in his published code: after a bias and tanh the background is not zero, and zeros would draw a frame.
 *
 * Shape: [N, C, H, W] -> [N, C, H/stride, W/stride], rounded up
 * @throws {ShapeError} when a reflected image has one row or column only
 * @source Zhang 2019, arXiv:1904.11486
 */
export function blur(x: Value, { stride, beyond }: BlurOptions): Value {
  const [, channels, height, width] = shapeOf(x);
  // Windows centred at 0, stride, 2·stride, … look one pixel before the first and, where the last one is the image's
  // last pixel, one behind it.
  const around = (extent: number): Pair => [1, (extent - 1) % stride === 0 ? 1 : 0];
  const padded = padImages(x, [around(height!), around(width!)], beyond);
  const kernels = Array.from({ length: channels! }, () => binomial).flat();
  const weight = constant(kernels, [channels!, 1, 3, 3]);
  return conv2d(padded, { weight }, { stride, groups: channels! });
}
