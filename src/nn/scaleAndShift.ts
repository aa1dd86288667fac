import type { Shape } from "../core/shape.ts";
import type { ScaleAndShift } from "../ops/batchNorm.ts";
import { filledWith, zeros } from "./initialisers.ts";
import type { Scope } from "./scope.ts";

/**
 * The trained numbers of a normalising layer, `weight` and `bias`, which change nothing before training.
 *
 * Shape: `shape`, both
 * @source Ioffe & Szegedy 2015, arXiv:1502.03167; the names are PyTorch's
 */
export function scaleAndShift(scope: Scope, shape: Shape): ScaleAndShift {
  return {
    scale: scope.parameter("weight", { shape, initialiser: filledWith(1) }),
    shift: scope.parameter("bias", { shape, initialiser: zeros }),
  };
}
