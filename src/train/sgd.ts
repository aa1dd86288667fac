import { UsageError } from "../core/errors.ts";
import type { Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import type { Optimiser } from "./optimiser.ts";
import { checkAmounts, checkShares } from "./optimiserChecks.ts";
import { type GroupOptions, groupsOf, updateByGroup } from "./parameterGroups.ts";

export interface SgdOptions extends GroupOptions {
  /** Share of the last step's direction that is kept; 0 keeps none and needs no memory for it. */
  readonly momentum?: number;
  /** Looks ahead along the momentum (Nesterov). */
  readonly nesterov?: boolean;
  /** Pull towards zero, added to the gradient as weightDecay · parameters. */
  readonly weightDecay?: number;
  /** Leaves the pull out of the momentum: it is added to the direction of the step instead. */
  readonly decoupled?: boolean;
}

/**
 * Stochastic gradient descent in PyTorch's form, where the learning rate scales the step and not the momentum:
 * g = gradient + weightDecay·p, m = momentum·m + g, p = p - learningRate·m, or with Nesterov's look-ahead
 * p = p - learningRate·(g + momentum·m). Decoupled weight decay is Loshchilov and Hutter's, which PyTorch does not have.
 *
 * @throws {UsageError} when momentum or weight decay are out of range
 * @source PyTorch 1.13 documentation of torch.optim.SGD; Sutskever et al. 2013, ICML; decoupled: arXiv:1711.05101
 */
export function sgd({
  momentum = 0,
  nesterov = false,
  weightDecay = 0,
  decoupled = false,
  ...groupOptions
}: SgdOptions = {}): Optimiser {
  checkShares("sgd", { momentum });
  checkAmounts("sgd", { weightDecay });
  if (nesterov && momentum === 0) {
    throw new UsageError("Cannot use sgd: nesterov with momentum 0, needs momentum above 0");
  }
  return {
    name: "sgd",
    updates(inputs) {
      return updateByGroup(inputs, groupsOf(inputs.places, groupOptions), (own, { decays }) => {
        const { parameters, gradient, learningRate } = own;
        const decay = decays ? weightDecay : 0;
        const [coupled, apart] = decoupled ? [0, decay] : [decay, 0];
        // The gradient comes last: backends can add two scaled vectors and a third in one pass over memory.
        const onwards = (velocity: Value) =>
          add(pulled(affine(velocity, momentum), parameters, coupled), gradient);
        const velocity =
          momentum === 0 ? pulled(gradient, parameters, coupled) : own.keep("momentum", onwards);
        const direction = pulled(nesterov ? onwards(velocity) : velocity, parameters, apart);
        return sub(parameters, mul(direction, learningRate));
      });
    },
  };
}

function pulled(direction: Value, parameters: Value, weightDecay: number): Value {
  return weightDecay === 0 ? direction : add(direction, affine(parameters, weightDecay));
}
