import { ShapeError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import type { NormOptions, ScaleAndShift } from "./batchNorm.ts";
import { batchNormEval } from "./batchNormEval.ts";
import { layerNorm } from "./layerNorm.ts";
import { constant } from "./leaves.ts";
import { reshape } from "./reshape.ts";

export interface GroupNormOptions extends NormOptions {
  /** Into how many groups the channels are split; as many as there are channels is instance normalisation. */
  readonly groups: number;
}

/**
 * Each group of neighbouring channels of an image normalised together, then scaled and shifted by channel where numbers
 * for that are given. In memory a group is a row, so that layer normalisation does it.
 *
 * Shape: x [N, C, ..], scale [C], shift [C] -> as x
 * @throws {ShapeError} when `groups` does not divide the channels
 * @source Wu & He 2018, arXiv:1803.08494; with a group a channel: Ulyanov et al. 2016, arXiv:1607.08022
 */
export function groupNorm(
  x: Value,
  trained: ScaleAndShift | null,
  { groups, epsilon = 1e-5 }: GroupNormOptions,
): Value {
  const [batch, channels, ...space] = shapeOf(x);
  if (!Number.isInteger(groups) || groups < 1 || channels! % groups !== 0) {
    throw new ShapeError(
      `Cannot group-normalise: groups = ${groups} with ${channels} channels, needs a divisor of ${channels}`,
    );
  }
  const split = reshape(x, [batch! * groups, channels! / groups, ...space]);
  const rows = layerNorm(split, null, { dimensions: space.length + 1, epsilon });
  const normalised = reshape(rows, shapeOf(x));
  return trained ? mapChannels(normalised, trained) : normalised;
}

/** scale · x + shift by channel, which is batch normalisation by a mean of 0 and a variance of 1. */
function mapChannels(x: Value, { scale, shift }: ScaleAndShift): Value {
  const filled = (value: number) =>
    constant(new Array<number>(shapeOf(scale)[0]!).fill(value), shapeOf(scale));
  const identity = { mean: filled(0), variance: filled(1) };
  return batchNormEval(x, { scale, shift, ...identity }, { epsilon: 0 });
}
