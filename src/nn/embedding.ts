import type { Value } from "../graph/node.ts";
import { gather } from "../ops/gather.ts";
import { type Initialiser, normal } from "./initialisers.ts";
import { layer } from "./layer.ts";
import type { Scope } from "./scope.ts";

export interface EmbeddingOptions {
  /** How many things there are; the indices count them from 0. */
  readonly count: number;
  readonly features: number;
  readonly initialiser?: Initialiser;
}

/**
 * A trained vector for each of `count` things: the rows of `weight` [K, D] at the indices; zeros for an index that is
 * none of them. The first weights are standard normal.
 *
 * Shape: [..] (i32 or u8) -> [.., D]
 * @throws {ShapeError} when the indices are not integers
 * @source PyTorch 1.13 documentation of torch.nn.Embedding
 */
export const embedding = layer(
  (
    indices: Value,
    scope: Scope,
    { count, features, initialiser = normal(1) }: EmbeddingOptions,
  ): Value => gather(scope.parameter("weight", { shape: [count, features], initialiser }), indices),
);
