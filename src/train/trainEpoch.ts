import type { DivergenceWatch } from "./divergence.ts";
import type { Trainer } from "./trainer.ts";
import { type EpochSums, noSteps } from "./trainingPoint.ts";
import type { Turns } from "./turns.ts";

/** Where a training is. */
export interface StepProgress {
  /** Counted from 1. */
  epoch: number;
  /** Steps done in this epoch. */
  step: number;
  /** Steps in an epoch. */
  steps: number;
  /** Loss of the step's batch. */
  loss: number;
  /** Images in the step's batch. */
  images: number;
}

export interface TrainEpochOptions {
  readonly trainer: Trainer;
  readonly watch: DivergenceWatch;
  readonly turns: Turns;
  /** Where to go on in the epoch. */
  readonly from?: EpochSums | undefined;
  readonly clock?: (() => number) | undefined;
  readonly onStep?: ((progress: Readonly<StepProgress>) => void) | undefined;
  /** Whether what was learned so far is to be kept now. */
  readonly isDue?: (() => boolean) | undefined;
  readonly keep: (sums: EpochSums) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes the steps of an epoch, or the rest of them. An interruption comes after a step, and what was learned is kept first.
 *
 * @throws {TrainingError} when the loss, a parameter or a buffer becomes NaN or infinite
 */
export async function trainEpoch(epoch: number, options: TrainEpochOptions): Promise<EpochSums> {
  const { trainer, watch, turns, from = noSteps, clock, onStep, isDue, keep, signal } = options;
  const steps = trainer.stepsPerEpoch;
  const first = (epoch - 1) * steps;
  const progress: StepProgress = { epoch, step: 0, steps, loss: 0, images: 0 };
  const began = clock?.() ?? 0;
  const waited = trainer.waited;
  const sums = { ...from };
  const sumsNow = (): EpochSums => ({
    ...sums,
    seconds: from.seconds + (clock?.() ?? 0) - began,
    waited: from.waited + trainer.waited - waited,
  });
  for (let step = first + from.step; step < first + steps; step++) {
    watch.before(step);
    trainer.step(step);
    watch.after(step, trainer.loss);
    sums.step = step - first + 1;
    sums.loss += trainer.loss * trainer.images;
    sums.correct += trainer.correct;
    sums.images += trainer.images;
    progress.step = sums.step;
    progress.loss = trainer.loss;
    progress.images = trainer.images;
    onStep?.(progress);
    if (turns.due) await turns.take();
    if (sums.step === steps) break; // the end of an epoch is kept once it is measured
    if (!signal?.aborted && !isDue?.()) continue;
    watch.checkNumbers(step + 1);
    await keep(sumsNow());
    signal?.throwIfAborted();
  }
  watch.checkNumbers(first + steps);
  return sumsNow();
}
