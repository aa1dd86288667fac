import { UsageError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { state } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import type { Optimiser } from "./optimiser.ts";

export interface SgdOptions {
  /** Share of the last step's direction that is kept; 0 keeps none and needs no memory for it. */
  readonly momentum?: number;
  /** Looks ahead along the momentum (Nesterov). */
  readonly nesterov?: boolean;
  /** Pull towards zero, added to the gradient as weightDecay · parameters. */
  readonly weightDecay?: number;
}

/**
 * Stochastic gradient descent in PyTorch's form, where the learning rate scales the step and not the momentum:
 * g = gradient + weightDecay·p, m = momentum·m + g, p = p - learningRate·m, or with Nesterov's look-ahead
 * p = p - learningRate·(g + momentum·m).
 *
 * @throws {UsageError} when momentum or weight decay are out of range
 * @source PyTorch 1.13 documentation of torch.optim.SGD; Sutskever et al. 2013, ICML
 */
export function sgd({
  momentum = 0,
  nesterov = false,
  weightDecay = 0,
}: SgdOptions = {}): Optimiser {
  checkSettings({ momentum, nesterov, weightDecay });
  return {
    name: "sgd",
    updates({ parameters, gradient, learningRate }) {
      const decayed = weightDecay === 0 ? gradient : add(gradient, affine(parameters, weightDecay));
      const moved = (direction: Value) => ({
        state: parameters,
        value: sub(parameters, mul(direction, learningRate)),
      });
      if (momentum === 0) return [moved(decayed)];
      const last = state("momentum", shapeOf(parameters));
      const velocity = add(affine(last, momentum), decayed);
      const direction = nesterov ? add(decayed, affine(velocity, momentum)) : velocity;
      return [moved(direction), { state: last, value: velocity }];
    },
  };
}

function checkSettings({ momentum, nesterov, weightDecay }: Required<SgdOptions>): void {
  if (!(momentum >= 0 && momentum < 1)) {
    throw new UsageError(`Cannot use sgd: momentum is ${momentum}, needs 0 up to below 1`);
  }
  if (nesterov && momentum === 0) {
    throw new UsageError("Cannot use sgd: nesterov with momentum 0, needs momentum above 0");
  }
  if (!(weightDecay >= 0 && weightDecay < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`Cannot use sgd: weightDecay is ${weightDecay}, needs a number >= 0`);
  }
}
