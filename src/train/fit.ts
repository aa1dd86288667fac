import type { Backend } from "../backends/backend.ts";
import { TrainingError, UsageError } from "../core/errors.ts";
import type { Concept } from "../data/dataset.ts";
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
import { Trainer } from "./trainer.ts";
import { type Loss, trainGraph } from "./trainGraph.ts";
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
  /** Told, where the training ends before its time, what it had learned: the last numbers, or the last finite ones. */
  readonly onEarlyEnd?: (numbers: NetworkNumbers) => Promise<void>;
}

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

/** What was measured in an epoch; epoch 0 is the untrained network, of which only the test is known. */
export interface EpochMetrics {
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
}

/** What a training leaves behind. */
export interface FitResult {
  /** The network after the last epoch. */
  readonly numbers: NetworkNumbers;
  /** One entry an epoch, from epoch 0. */
  readonly history: readonly EpochMetrics[];
  /**
   * The class that this network gives each test image.
   *
   * Shape: [N]
   */
  readonly predictions: Int32Array;
}

/**
 * Trains a network from its initialisation, testing it before and after every epoch.
 *
 * @throws {UsageError} when a setting is out of range
 * @throws {ShapeError | DataError} when images or labels do not fit the network
 * @throws {TrainingError} when the loss, a parameter or a buffer becomes NaN or infinite
 */
export async function fit(options: FitOptions): Promise<FitResult> {
  checkSettings(options);
  const { network, validation, test, backend, epochs, averageDecay, onEpoch, onEarlyEnd } = options;
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
  let predictions: Int32Array = new Int32Array();
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
    await onEpoch?.(metrics);
  };
  try {
    await record({ epoch: 0 });
    for (let epoch = 1; epoch <= epochs; epoch++) {
      await record(await trainEpoch(epoch, { ...settings, trainer, watch, turns }));
    }
    return { numbers: learned(), history, predictions };
  } catch (error) {
    const isSound = !(error instanceof TrainingError) || watch.restore();
    // Where the numbers cannot be kept, the first error still tells more than the second.
    if (isSound) await onEarlyEnd?.(learned()).catch(() => undefined);
    throw error;
  } finally {
    trainer.dispose();
    evaluator.dispose();
  }
}

function checkSettings(options: FitOptions): void {
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
  const { workers = 0, epochs, clock } = options;
  const graph = trainGraph(options);
  const states = makeStatesFor(graph, backend);
  writeNetwork(states, initial ?? initialNumbers(network, seed));
  const schedule = typeof learningRate === "number" ? constantRate(learningRate) : learningRate;
  const feed = { workers, epochs, clock };
  const settings = { ...options, states, lastPartial, learningRate: schedule, feed };
  return { settings, stateNames: leavesOf(graph, "state").map(({ name }) => name) };
}

interface EpochOptions extends Pick<FitOptions, "clock" | "onStep"> {
  readonly trainer: Trainer;
  readonly watch: DivergenceWatch;
  readonly turns: Turns;
  readonly learningRate: Schedule;
}

async function trainEpoch(
  epoch: number,
  { trainer, watch, turns, learningRate, clock, onStep }: EpochOptions,
) {
  const steps = trainer.stepsPerEpoch;
  const first = (epoch - 1) * steps;
  const progress: StepProgress = { epoch, step: 0, steps, loss: 0, images: 0 };
  const began = clock?.();
  const waited = trainer.waited;
  let loss = 0;
  let correct = 0;
  let images = 0;
  for (let step = first; step < first + steps; step++) {
    watch.before(step);
    trainer.step(step);
    watch.after(step, trainer.loss);
    loss += trainer.loss * trainer.images;
    correct += trainer.correct;
    images += trainer.images;
    progress.step = step - first + 1;
    progress.loss = trainer.loss;
    progress.images = trainer.images;
    onStep?.(progress);
    if (turns.due) await turns.take();
  }
  watch.checkNumbers(first + steps);
  return {
    epoch,
    "train/loss": loss / images,
    "train/accuracy": correct / images,
    "learning-rate": learningRate(first + steps - 1),
    ...(clock && began !== undefined
      ? {
          "time/epoch-seconds": clock() - began,
          "time/waiting-seconds": trainer.waited - waited,
        }
      : {}),
  };
}
