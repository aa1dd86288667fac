import { UsageError } from "../core/errors.ts";
import { nameOf, type Update } from "../graph/graph.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { constant, state } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";

/** What the state is called that holds the average of another. */
export function averageNameOf(name: string): string {
  return `${name}Average`;
}

/** The state that says whether averages have begun: 0 before the first step, then 1. */
export const averageStarted = "averageStarted";

/**
 * Exponential moving averages of states: average = decay·average + (1 - decay)·value after every step, beginning as the
 * value after the first.
 *
 * @throws {UsageError} when the decay is no share
 * @source PyTorch 1.13 documentation of torch.optim.swa_utils.AveragedModel
 */
export function averageUpdates(updates: readonly Update[], decay: number): Update[] {
  if (!(decay >= 0 && decay < 1)) {
    throw new UsageError(`Cannot average weights: the decay is ${decay}, needs 0 up to below 1`);
  }
  const started = state(averageStarted, []);
  const share = affine(started, -decay, 1); // of the new value: all of the first, then 1 - decay
  return [
    ...updates.map((update) => averageOf(update, share)),
    { state: started, value: constant(1) },
  ];
}

function averageOf({ state: source, value }: Update, share: Value): Update {
  const average = state(averageNameOf(nameOf(source)), shapeOf(source));
  return { state: average, value: add(mul(sub(value, average), share), average) };
}
