import type { Backend } from "../backends/backend.ts";
import { UsageError } from "../core/errors.ts";
import type { Concept } from "../data/dataset.ts";
import { batchRanges } from "../data/feed/batchRanges.ts";
import type { FeedOptions } from "../data/feed/feedBatches.ts";
import type { ImageSet } from "../data/imageSet.ts";
import { formatAfter } from "../data/transforms/formatAfter.ts";
import type { TransformStep } from "../data/transforms/step.ts";
import { leavesOf } from "../graph/graph.ts";
import { initialNumbers, type Network, type NetworkNumbers } from "../nn/network.ts";
import { checkImages } from "./checkImages.ts";
import { conceptErrors } from "./conceptErrors.ts";
import { DivergenceWatch } from "./divergence.ts";
import { accuracyOf, makeEvaluator } from "./evaluate.ts";
import type { Optimiser } from "./optimiser.ts";
import { constantRate, type Schedule } from "./schedules.ts";
import { holdNetwork, makeStatesFor, readAverage, readNetwork, writeNetwork } from "./states.ts";
import { type StepProgress, trainEpoch } from "./trainEpoch.ts";
import { Trainer } from "./trainer.ts";
import { type Loss, trainGraph } from "./trainGraph.ts";
import {
  type EpochSums,
  type KeptPoint,
  noSteps,
  readStates,
  type TrainingPoint,
  writeStates,
} from "./trainingPoint.ts";
import { Turns } from "./turns.ts";

export interface FitOptions {
  readonly network: Network;
  readonly train: ImageSet;
  /** Measured after every epoch like the test images, under `validation/accuracy`. */
  readonly validation?: ImageSet | undefined;
  readonly test: ImageSet;
  /** Measures for each concept that classes stand for how often its value is wrong. */
  readonly concepts?: readonly Concept[] | undefined;
  readonly backend: Backend;
  readonly optimiser: Optimiser;
  readonly learningRate: number | Schedule;
  /** Mean cross-entropy by default. */
  readonly loss?: Loss | undefined;
  /**
   * Tests and returns, instead of the numbers after the last step, their moving average: the share of it that is kept at
   * each step.
   */
  readonly averageDecay?: number | undefined;
  /** Times that all training images are shown; 0 only measures the untrained network. */
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  /** What the network begins with, rather than what its initialisers draw from the seed. */
  readonly initial?: NetworkNumbers | undefined;
  /** What becomes of the last images of an epoch when they do not fill a batch. */
  readonly lastPartial?: "drop" | "keep" | undefined;
  /** How training images are changed at random each time they are shown. */
  readonly augment?: readonly TransformStep[] | undefined;
  /** Threads that make batches ahead of time; by default they are made when they are needed. The result is the same. */
  readonly workers?: FeedOptions["workers"] | undefined;
  /** Computes what lies inside blocks again for the gradients: less memory, more time, the same result. */
  readonly recompute?: boolean | undefined;
  /** Seconds from any start; without it `time/epoch-seconds` is left out and the history is a function of the rest. */
  readonly clock?: () => number;
  /** Told after every step; always the same object. */
  readonly onStep?: (progress: Readonly<StepProgress>) => void;
  readonly onEpoch?: (metrics: EpochMetrics) => void | Promise<void>;
  /** Where to go on, rather than at the beginning. */
  readonly from?: TrainingPoint | undefined;
  /** Told where the training stands: at the end of every epoch, when it is due, and before an interruption. */
  readonly onPoint?: (point: KeptPoint) => Promise<void>;
  /** Asked after every step within an epoch. */
  readonly isDue?: () => boolean;
  /** Ends the training after the step that is being taken. */
  readonly signal?: AbortSignal | undefined;
}

/** What can be checked of a training before it begins. */
type FitSetting = Pick<
  FitOptions,
  "network" | "train" | "validation" | "test" | "augment" | "epochs" | "batchSize" | "lastPartial"
>;

/** What was measured in an epoch; epoch 0 is the untrained network, of which only the test is known. */
export type EpochMetrics = {
  readonly epoch: number;
  /** Mean over the epoch's images, each measured just before it was learned from. */
  readonly "train/loss"?: number;
  /** Fraction of the epoch's images that were recognised just before they were learned from. */
  readonly "train/accuracy"?: number;
  /** Fraction of the validation images, where there are any. */
  readonly "validation/accuracy"?: number;
  /** Fraction of the test images. */
  readonly "test/accuracy": number;
  /** Fraction of the test images whose answer stands for a wrong value of the concept. */
  readonly [error: `test/error/${string}`]: number;
  /** Of the epoch's last step. */
  readonly "learning-rate"?: number;
  /** Seconds that the epoch's training took, without the test. */
  readonly "time/epoch-seconds"?: number;
  /** Seconds of them in which training waited for batches. */
  readonly "time/waiting-seconds"?: number;
};

/** Whether numbers of an epoch, as a log has them, are those of a training. */
export function isEpochMetrics(metrics: object): metrics is EpochMetrics {
  return "epoch" in metrics && "test/accuracy" in metrics;
}

/** What a training leaves behind. */
export interface FitResult {
  /** The network after the last epoch. */
  readonly numbers: NetworkNumbers;
  /** One entry for every epoch that was completed: from epoch 0, or from the point that the training went on from. */
  readonly history: readonly EpochMetrics[];
  /**
   * The class that this network gives each test image.
   *
   * Shape: [N]
   */
  readonly predictions: Int32Array;
}

/**
 * Trains a network from its initialisation, or from a point that an earlier training kept, testing it before and after
 * every epoch. The rest of a training that goes on is what it would have been without the break, to the bit.
 *
 * @throws {UsageError} when a setting is out of range
 * @throws {ShapeError | DataError} when images or labels do not fit the network
 * @throws {TrainingError} when the loss, a parameter or a buffer becomes NaN or infinite
 */
export async function fit(options: FitOptions): Promise<FitResult> {
  checkFit(options);
  const { network, validation, test, backend, epochs, averageDecay, from, clock, signal } = options;
  const batchSize = Math.min(options.batchSize, test.count);
  const { settings, stateNames } = prepare(options);
  const isAveraged = averageDecay !== undefined;
  const learned = () => (isAveraged ? readAverage : readNetwork)(settings.states);
  const tested = isAveraged ? holdNetwork(learned(), backend) : settings.states;
  const evaluator = makeEvaluator({ network, backend, states: tested, batchSize });
  const trainer = new Trainer(settings);
  const watch = new DivergenceWatch(settings, stateNames);
  const turns = new Turns();
  const history: EpochMetrics[] = [];
  let predictions: Int32Array | undefined;
  const keep = async (epoch: number, sums: EpochSums) => {
    const states = readStates(settings.states, stateNames);
    await options.onPoint?.({ epoch, sums, states, numbers: learned() });
  };
  const record = async (training: Omit<EpochMetrics, "test/accuracy">) => {
    if (isAveraged) writeNetwork(tested, learned());
    const validated = validation && accuracyOf(evaluator.predict(validation), validation.labels);
    predictions = evaluator.predict(test);
    const metrics = {
      ...training,
      ...(validated === undefined ? {} : { "validation/accuracy": validated }),
      "test/accuracy": accuracyOf(predictions, test.labels),
      ...conceptErrors(predictions, test, options.concepts),
    };
    history.push(metrics);
    await options.onEpoch?.(metrics);
    await keep(training.epoch, noSteps);
    if (training.epoch < epochs) signal?.throwIfAborted();
  };
  try {
    if (!from) await record({ epoch: 0 });
    for (let epoch = (from?.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
      const begun = epoch === (from?.epoch ?? 0) + 1 ? from?.sums : undefined;
      const keepNow = (sums: EpochSums) => keep(epoch - 1, sums);
      const sums = await trainEpoch(epoch, {
        ...options,
        trainer,
        watch,
        turns,
        from: begun,
        keep: keepNow,
      });
      const lastRate = settings.learningRate(epoch * trainer.stepsPerEpoch - 1);
      await record({ epoch, ...trainingMetrics(sums, lastRate), ...(clock ? timesOf(sums) : {}) });
    }
    if (isAveraged) writeNetwork(tested, learned());
    return { numbers: learned(), history, predictions: predictions ?? evaluator.predict(test) };
  } finally {
    trainer.dispose();
    evaluator.dispose();
  }
}

function trainingMetrics({ loss, correct, images }: EpochSums, learningRate: number) {
  return {
    "train/loss": loss / images,
    "train/accuracy": correct / images,
    "learning-rate": learningRate,
  };
}

function timesOf({ seconds, waited }: EpochSums) {
  return { "time/epoch-seconds": seconds, "time/waiting-seconds": waited };
}

/**
 * Refuses a training that could not take a step.
 *
 * @throws {UsageError} when a setting is out of range
 * @throws {ShapeError | DataError} when images or labels do not fit the network
 */
export function checkFit(options: FitSetting): void {
  const { network, train, validation, test, augment, epochs, batchSize, lastPartial } = options;
  checkImages(network, { ...train, ...formatAfter(augment ?? [], train) }, "training images");
  if (validation) checkImages(network, validation, "validation images");
  checkImages(network, test, "test images");
  if (!Number.isInteger(epochs) || epochs < 0) {
    throw new UsageError(`Cannot train: epochs is ${epochs}, needs a whole number >= 0`);
  }
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new UsageError(`Cannot train: batchSize is ${batchSize}, needs a whole number >= 1`);
  }
  if (lastPartial !== "keep" && train.count < batchSize) {
    throw new UsageError(
      `Cannot train: batchSize is ${batchSize} with ${train.count} training images, needs at most ${train.count}`,
    );
  }
}

/** Makes the states and puts the initial numbers there; an optimiser's own states begin as zeros. */
function prepare(options: FitOptions) {
  const { network, backend, seed, initial, learningRate, lastPartial = "drop" } = options;
  const { workers = 0, epochs, clock, from } = options;
  const graph = trainGraph(options);
  const states = makeStatesFor(graph, backend);
  if (from) writeStates(states, from.states);
  else writeNetwork(states, initial ?? initialNumbers(network, seed));
  const schedule = typeof learningRate === "number" ? constantRate(learningRate) : learningRate;
  const feed = { workers, first: from ? stepOf(from, options) : 0, epochs, clock };
  const settings = { ...options, states, lastPartial, learningRate: schedule, feed };
  return { settings, stateNames: leavesOf(graph, "state").map(({ name }) => name) };
}

/** The step that follows a point, counted from 0 over all epochs. */
function stepOf(
  { epoch, sums }: TrainingPoint,
  { train, batchSize, lastPartial = "drop" }: FitOptions,
): number {
  return epoch * batchRanges(train.count, batchSize, lastPartial).length + sums.step;
}
