import type { WeightsState } from "../runs/weightsState.ts";

/** The epoch that was best so far, and by which metric. */
export type BestEpoch = NonNullable<NonNullable<WeightsState["training"]>["best"]>;

/** Metrics of an epoch by name. */
interface Measured {
  readonly epoch: number;
  readonly "validation/accuracy"?: number | undefined;
  readonly "test/accuracy"?: number | undefined;
}

/**
 * The better of the best epoch so far and another one, by the validation images where there are any, else by the test
 * images; of two that are equal, the earlier one.
 */
export function betterOf(best: BestEpoch | undefined, metrics: Measured): BestEpoch | undefined {
  const metric = "validation/accuracy" in metrics ? "validation/accuracy" : "test/accuracy";
  const value = metrics[metric];
  if (value === undefined || Number.isNaN(value) || (best && best.value >= value)) return best;
  return { epoch: metrics.epoch, metric, value };
}

/** The best of some epochs; nothing where none was tested. */
export function bestOf(history: readonly Measured[]): BestEpoch | undefined {
  return history.reduce<BestEpoch | undefined>(betterOf, undefined);
}
