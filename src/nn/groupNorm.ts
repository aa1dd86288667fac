import { shapeOf, type Value } from "../graph/node.ts";
import { groupNorm as applyGroupNorm, type GroupNormOptions } from "../ops/groupNorm.ts";
import { layer } from "./layer.ts";
import { scaleAndShift } from "./scaleAndShift.ts";
import type { Scope } from "./scope.ts";

export interface GroupNormLayerOptions extends GroupNormOptions {
  /** Whether each channel has a trained scale and shift. */
  readonly useAffine?: boolean;
}

/**
 * Normalises groups of channels of each image, then scales each channel by trained `weight` [C] and moves it by trained
 * `bias` [C]. With as many groups as channels and no affine map it is PyTorch's instance normalisation.
 *
 * Shape: [N, C, ..] -> the same
 * @throws {ShapeError} when `groups` does not divide the channels
 * @source Wu & He 2018, arXiv:1803.08494; PyTorch 1.13 documentation of torch.nn.GroupNorm
 */
export const groupNorm = layer(
  (x: Value, scope: Scope, { useAffine = true, ...options }: GroupNormLayerOptions): Value => {
    const trained = useAffine ? scaleAndShift(scope, [shapeOf(x)[1]!]) : null;
    return applyGroupNorm(x, trained, options);
  },
);
