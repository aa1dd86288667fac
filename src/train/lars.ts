import type { Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { concat } from "../ops/concat.ts";
import { div } from "../ops/div.ts";
import { constant } from "../ops/leaves.ts";
import { minimum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { slice } from "../ops/pad.ts";
import { sqrt } from "../ops/pow.ts";
import { reshape } from "../ops/reshape.ts";
import { sub } from "../ops/sub.ts";
import { where } from "../ops/where.ts";
import { decayingSum } from "./movingAverage.ts";
import type { Optimiser, OptimiserInputs } from "./optimiser.ts";
import { checkAmounts, checkPositive, checkShares } from "./optimiserChecks.ts";
import {
  type GroupOptions,
  type ParameterGroup,
  singleGroups,
  updateByGroup,
} from "./parameterGroups.ts";
import { squaredNorm } from "./squaredNorm.ts";

export interface LarsOptions extends GroupOptions {
  /** Share of the last step that is kept. */
  readonly momentum?: number;
  /** Pull towards zero, added to the gradient as weightDecay · parameters. */
  readonly weightDecay?: number;
  /** The length of a step, before the learning rate, as a fraction of its parameter's length. */
  readonly trust?: number;
}

/**
 * SGD with a learning rate for each parameter, as You et al. have it in algorithm 1: λ = trust·‖w‖ / (‖g‖ + weightDecay·‖w‖),
 * v = momentum·v + learningRate·λ·(g + weightDecay·w), w = w - v. So unlike in `sgd` the momentum keeps the learning rates
 * that its parts were taken with. The paper leaves open what happens to parameters that are all zero, or get no gradient:
 * λ is 1 there. Parameters that do not decay have λ = 1 too: without `decayBiasAndNorm` biases and norm layers take plain
 * steps, as is usual for large batches.
 *
 * @throws {UsageError} when an option is out of range
 * @source You, Gitman & Ginsburg 2017, arXiv:1708.03888, algorithm 1
 */
export function lars({
  momentum = 0.9,
  weightDecay = 0,
  trust = 0.001,
  ...groupOptions
}: LarsOptions = {}): Optimiser {
  checkShares("lars", { momentum });
  checkAmounts("lars", { weightDecay });
  checkPositive("lars", { trust });
  return {
    name: "lars",
    updates(inputs) {
      const groups = singleGroups(inputs.places, groupOptions);
      const adapted = groups.filter(({ decays }) => decays);
      const ratios = trustRatios(inputs, adapted, { trust, weightDecay });
      return updateByGroup(inputs, groups, (own, group) => {
        const { parameters, gradient, learningRate } = own;
        const place = adapted.indexOf(group);
        const step =
          place < 0
            ? mul(gradient, learningRate)
            : mul(
                add(affine(parameters, weightDecay), gradient),
                mul(slice(ratios!, [place], [1]), learningRate),
              );
        const onwards = (last: Value) => decayingSum(last, step, momentum);
        return sub(parameters, momentum > 0 ? own.keep("momentum", onwards) : step);
      });
    },
  };
}

/** λ of every group. Shape: [groups] */
function trustRatios(
  { parameters, gradient }: OptimiserInputs,
  groups: readonly ParameterGroup[],
  { trust, weightDecay }: { readonly trust: number; readonly weightDecay: number },
): Value | undefined {
  if (groups.length === 0) return undefined;
  const lengthsIn = (vector: Value) => {
    const squares = groups.map(({ offset, length }) =>
      squaredNorm(slice(vector, [offset], [length])),
    );
    return sqrt(concat(squares.map((square) => reshape(square, [1]))));
  };
  const [lengths, slopes] = [lengthsIn(parameters), lengthsIn(gradient)];
  const ratios = div(affine(lengths, trust), add(slopes, affine(lengths, weightDecay)));
  return where(minimum(lengths, slopes), ratios, constant(1));
}
