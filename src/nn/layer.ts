import { inBlock, inLayer } from "../graph/layer.ts";
import type { Value } from "../graph/node.ts";
import type { Scope } from "./scope.ts";

/** @source own design */

/** A part of a network: takes its input, its place and its options, and gives its output. */
export type Layer<Options extends unknown[]> = (
  x: Value,
  scope: Scope,
  ...options: Options
) => Value;

/** The same layer, whose nodes and shape errors carry the name of its place. */
export function layer<Options extends unknown[]>(build: Layer<Options>): Layer<Options> {
  return (x, scope, ...options) =>
    scope.path === ""
      ? build(x, scope, ...options)
      : inLayer(scope.path, () => build(x, scope, ...options));
}

/**
 * A layer made of layers, such as a residual block. Where training asks for it, what happens inside is computed again
 * for the gradients instead of being kept: only blocks' inputs and outputs then stay in memory.
 *
 * @source Chen et al. 2016, arXiv:1604.06174
 */
export function block<Options extends unknown[]>(build: Layer<Options>): Layer<Options> {
  return layer((x, scope, ...options) => inBlock(scope.path, () => build(x, scope, ...options)));
}
