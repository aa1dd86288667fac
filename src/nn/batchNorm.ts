import { sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { batchNorm as applyBatchNorm } from "../ops/batchNorm.ts";
import { batchNormEval } from "../ops/batchNormEval.ts";
import { layer } from "./layer.ts";
import { scaleAndShift } from "./scaleAndShift.ts";
import type { Scope } from "./scope.ts";

export interface BatchNormOptions {
  /** Added to the variance before its root is taken. */
  readonly epsilon?: number;
  /** The share of a batch's statistics in the new running ones. */
  readonly momentum?: number;
}

/**
 * Normalises each channel, then scales it by trained `weight` [C] and moves it by trained `bias` [C]. In training by the
 * statistics of the batch, which are averaged into the buffers `running_mean` [C] and `running_var` [C]; after it by
 * those. As in PyTorch the running variance is the unbiased one, Σ (x - mean)² / (M - 1).
 *
 * Shape: [N, C, ..] -> the same
 * @throws {ShapeError} in training when there is one number a channel
 * @source Ioffe & Szegedy 2015, arXiv:1502.03167; PyTorch 1.13 documentation of torch.nn.BatchNorm2d
 */
export const batchNorm = layer(
  (x: Value, scope: Scope, { epsilon = 1e-5, momentum = 0.1 }: BatchNormOptions = {}): Value => {
    const shape = [shapeOf(x)[1]!];
    const trained = scaleAndShift(scope, shape);
    const running = {
      mean: scope.buffer("running_mean", { shape, initialValue: 0 }),
      variance: scope.buffer("running_var", { shape, initialValue: 1 }),
    };
    if (scope.mode === "eval") return batchNormEval(x, { ...trained, ...running }, { epsilon });
    const { y, mean, variance } = applyBatchNorm(x, trained, { epsilon });
    const count = sizeOf(shapeOf(x)) / shape[0]!;
    const average = (kept: Value, own: Value, share: number) =>
      add(affine(kept, 1 - momentum), affine(own, share));
    scope.update("running_mean", average(running.mean, mean, momentum));
    scope.update(
      "running_var",
      average(running.variance, variance, (momentum * count) / (count - 1)),
    );
    return y;
  },
);
