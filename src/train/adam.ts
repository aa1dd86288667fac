import type { Update } from "../graph/graph.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { div } from "../ops/div.ts";
import { constant, state } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/pow.ts";
import { sub } from "../ops/sub.ts";
import { movingAverage } from "./movingAverage.ts";
import type { Optimiser } from "./optimiser.ts";
import { checkAmounts, checkPositive, checkShares } from "./optimiserChecks.ts";
import { type GroupOptions, groupsOf, updateByGroup } from "./parameterGroups.ts";

export interface AdamOptions extends GroupOptions {
  /** Share of the average gradient that is kept at each step. */
  readonly beta1?: number;
  /** Share of the average squared gradient that is kept at each step. */
  readonly beta2?: number;
  /** Added to the root of the average squared gradient, so that nothing is divided by 0. */
  readonly epsilon?: number;
  /** Pull towards zero. */
  readonly weightDecay?: number;
}

/**
 * Adam: steps along the average gradient, each parameter's divided by the root of its average squared gradient. Weight
 * decay is added to the gradient.
 *
 * @throws {UsageError} when an option is out of range
 * @source PyTorch 1.13 documentation of torch.optim.Adam; Kingma & Ba 2015, arXiv:1412.6980
 */
export function adam({ weightDecay = 0, ...options }: AdamOptions = {}): Optimiser {
  return makeAdam("adam", { weightDecay, ...options }, "coupled");
}

/**
 * Adam whose weight decay is a step of its own: p = p - learningRate·weightDecay·p, before Adam's.
 *
 * @throws {UsageError} when an option is out of range
 * @source PyTorch 1.13 documentation of torch.optim.AdamW; Loshchilov & Hutter 2019, arXiv:1711.05101
 */
export function adamW({ weightDecay = 0.01, ...options }: AdamOptions = {}): Optimiser {
  return makeAdam("adamw", { weightDecay, ...options }, "decoupled");
}

function makeAdam(
  name: string,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, ...groupOptions }: AdamOptions,
  decay: "coupled" | "decoupled",
): Optimiser {
  checkShares(name, { beta1, beta2 });
  checkPositive(name, { epsilon });
  checkAmounts(name, { weightDecay });
  return {
    name,
    updates(inputs) {
      const [meanShare, squareShare] = [seen("gradientMean", beta1), seen("gradientSquare", beta2)];
      // m / (1 - β1ᵗ) / (√v / √(1 - β2ᵗ) + ε) with the roots and quotients of single numbers taken beforehand.
      const root = sqrt(squareShare.value);
      const correction = div(root, meanShare.value);
      const smallest = affine(root, epsilon);
      const groups = groupsOf(inputs.places, groupOptions);
      const updates = updateByGroup(inputs, groups, (own, { decays }) => {
        const { parameters, learningRate } = own;
        const pull = decays ? weightDecay : 0;
        const isCoupled = pull > 0 && decay === "coupled";
        const gradient = isCoupled ? add(affine(parameters, pull), own.gradient) : own.gradient;
        const m = own.keep("gradientMean", (last) => movingAverage(last, gradient, beta1));
        const squared = mul(gradient, gradient);
        const v = own.keep("gradientSquare", (last) => movingAverage(last, squared, beta2));
        const quotient = div(m, add(sqrt(v), smallest));
        if (pull === 0 || isCoupled) {
          return sub(parameters, mul(quotient, mul(correction, learningRate)));
        }
        // correction·quotient + weightDecay·parameters with the decay taken out of the brackets, which leaves a chain of
        // operations that backends can do in one pass over memory.
        const relative = mul(quotient, affine(correction, 1 / pull));
        return sub(parameters, mul(add(relative, parameters), affine(learningRate, pull)));
      });
      return [...updates, meanShare, squareShare];
    },
  };
}

/**
 * How much of an average that began as 0 consists of what was seen: 1 - keptᵗ after t steps, which is the average of
 * ones. Computed as such it has all its digits from the first step on, and no number of the step is needed.
 */
function seen(name: string, kept: number): Update {
  const share = state(`${name}Share`, []);
  return { state: share, value: movingAverage(share, constant(1), kept) };
}
