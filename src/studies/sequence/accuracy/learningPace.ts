import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import { groupBy } from "../../../figures/groupBy.ts";
import type { RowResult } from "../results.ts";

type Training = Pick<RowResult, "history" | "epochs">;

/**
 * By how much accuracy changed an epoch in the last tenth of the training, a value a seed.
 *
 * Units: fractions of the test data an epoch
 * @source own design: whether a training was over when it ended
 */
export interface LateChange {
  /** How many epochs that is. */
  readonly over: number;
  readonly change: Estimate;
}

/** How fast a training still was when it ended. */
export function lateChange(training: Training): LateChange {
  const over = Math.max(1, Math.round(training.epochs / 10));
  const changes = seedsOf(training).map((history) => {
    const last = history.at(-1)!;
    const before = history.findLast(({ epoch }) => epoch <= last.epoch - over) ?? history[0]!;
    return (last.accuracy - before.accuracy) / Math.max(1, last.epoch - before.epoch);
  });
  return { over, change: estimateOf(changes) };
}

/** The first epoch, of each seed, at which accuracy was so high; null for a seed that never was there. */
export function epochsAt(training: Training, level: number): (number | null)[] {
  return seedsOf(training).map(
    (history) => history.find(({ accuracy }) => accuracy >= level)?.epoch ?? null,
  );
}

/** When that was, in words: "epoch 91", "epochs 88 to 93", "epoch 95 in 1 of 3 seeds", "never". */
export function epochsAtText(epochs: readonly (number | null)[]): string {
  const reached = epochs.filter((epoch) => epoch !== null);
  if (reached.length === 0) return "never";
  const [first, last] = [Math.min(...reached), Math.max(...reached)];
  const when = first === last ? `epoch ${first}` : `epochs ${first} to ${last}`;
  return reached.length === epochs.length
    ? when
    : `${when} in ${reached.length} of ${epochs.length} seeds`;
}

/** The history of each seed, in order of epochs. */
function seedsOf({ history }: Training): RowResult["history"][] {
  const seeds = groupBy(history, ({ seed }) => String(seed));
  return [...seeds.values()].map((own) => own.toSorted((a, b) => a.epoch - b.epoch));
}
