import { inLayer } from "../graph/layer.ts";
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
