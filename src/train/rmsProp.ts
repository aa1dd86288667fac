import type { Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/pow.ts";
import { sub } from "../ops/sub.ts";
import { decayingSum, movingAverage } from "./movingAverage.ts";
import type { Optimiser } from "./optimiser.ts";
import { checkAmounts, checkPositive, checkShares } from "./optimiserChecks.ts";
import { type GroupOptions, groupsOf, updateByGroup } from "./parameterGroups.ts";

export interface RmsPropOptions extends GroupOptions {
  /** Share of the average squared gradient that is kept at each step. */
  readonly alpha?: number;
  /** Added to the root of the average squared gradient, so that nothing is divided by 0. */
  readonly epsilon?: number;
  /** Share of the last step's direction that is kept; 0 keeps none and needs no memory for it. */
  readonly momentum?: number;
  /** Divides by the deviation of the gradient instead of its root mean square. */
  readonly centered?: boolean;
  /** Pull towards zero, added to the gradient as weightDecay · parameters. */
  readonly weightDecay?: number;
}

/**
 * Steps along the gradient, each parameter's divided by the root of its average squared gradient.
 *
 * @throws {UsageError} when an option is out of range
 * @source PyTorch 1.13 documentation of torch.optim.RMSprop; centered: Graves 2013, arXiv:1308.0850
 */
export function rmsProp({
  alpha = 0.99,
  epsilon = 1e-8,
  momentum = 0,
  centered = false,
  weightDecay = 0,
  ...groupOptions
}: RmsPropOptions = {}): Optimiser {
  checkShares("rmsprop", { alpha, momentum });
  checkPositive("rmsprop", { epsilon });
  checkAmounts("rmsprop", { weightDecay });
  return {
    name: "rmsprop",
    updates(inputs) {
      return updateByGroup(inputs, groupsOf(inputs.places, groupOptions), (own, { decays }) => {
        const { parameters, learningRate } = own;
        const isPulled = decays && weightDecay > 0;
        const gradient = isPulled
          ? add(affine(parameters, weightDecay), own.gradient)
          : own.gradient;
        const v = own.keep("gradientSquare", (last) =>
          movingAverage(last, square(gradient), alpha),
        );
        const mean = () => own.keep("gradientMean", (last) => movingAverage(last, gradient, alpha));
        const variance = centered ? sub(v, square(mean())) : v;
        const quotient = div(gradient, affine(sqrt(variance), 1, epsilon));
        const onwards = (last: Value) => decayingSum(last, quotient, momentum);
        const direction = momentum > 0 ? own.keep("momentum", onwards) : quotient;
        return sub(parameters, mul(direction, learningRate));
      });
    },
  };
}

function square(x: Value): Value {
  return mul(x, x);
}
