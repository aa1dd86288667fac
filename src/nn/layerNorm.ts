import { shapeOf, type Value } from "../graph/node.ts";
import { layerNorm as applyLayerNorm, type LayerNormOptions } from "../ops/layerNorm.ts";
import { layer } from "./layer.ts";
import { scaleAndShift } from "./scaleAndShift.ts";
import type { Scope } from "./scope.ts";

/**
 * Normalises the last dimensions together, then scales each of their numbers by trained `weight` and moves it by trained
 * `bias`.
 *
 * Shape: [.., D1, .., Dk] -> the same with k = `dimensions`; weight, bias [D1, .., Dk]
 * @throws {ShapeError} when x has fewer dimensions
 * @source Ba et al. 2016, arXiv:1607.06450; PyTorch 1.13 documentation of torch.nn.LayerNorm
 */
export const layerNorm = layer(
  (x: Value, scope: Scope, { dimensions = 1, ...options }: LayerNormOptions = {}): Value => {
    const trained = scaleAndShift(scope, shapeOf(x).slice(-dimensions));
    return applyLayerNorm(x, trained, { dimensions, ...options });
  },
);
