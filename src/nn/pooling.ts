import { avgPool2d } from "../ops/avgPool2d.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { blur } from "./blur.ts";
import { type Layer, layer } from "./layer.ts";

export interface PoolingOptions {
  readonly kernelSize: number;
  readonly stride: number;
  /** What lies beyond the edges never wins and does not count. */
  readonly padding?: number;
}

/**
 * A layer that summarises windows of every channel by one number each; it may have parameters of its own.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] with H' as in `conv2d`
 * @source own design: networks take such a layer as an argument, so that a study can put in its own
 */
export type Pooling = Layer<[PoolingOptions]>;

/**
 * The poolings that can be asked for by name. `blur` is the binomial filter, whatever the window; where windows do not
 * fit into the image evenly, it keeps the last pixels.
 *
 * @source max, avg: Boureau, Ponce, LeCun 2010, ICML; blur: Zhang 2019, arXiv:1904.11486
 */
export const poolings = {
  max: layer((x, _scope, options: PoolingOptions) => maxPool2d(x, options)),
  avg: layer((x, _scope, options: PoolingOptions) =>
    avgPool2d(x, { ...options, countPadding: false }),
  ),
  blur: layer((x, _scope, { stride }: PoolingOptions) => blur(x, { stride, beyond: "reflect" })),
} as const satisfies Readonly<Record<string, Pooling>>;

/** What a pooling can be asked for by. */
export type PoolingName = keyof typeof poolings;
