import type { Backend } from "../backends/backend.ts";
import { TrainingError, UsageError } from "../core/errors.ts";
import type { ImageSet } from "../data/dataset.ts";
import { leavesOf } from "../graph/graph.ts";
import { initialNumbers, type Network, type NetworkNumbers } from "../nn/network.ts";
import { checkImages } from "./checkImages.ts";
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
  readonly test: ImageSet;
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
  readonly lastPartial?: "drop" | "keep";
  /** Moves every training image at random by up to so many pixels each time it is shown. */
  readonly augment?: { readonly shift: number } | undefined;
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
  /** Fraction of the test images. */
  readonly "test/accuracy": number;
  /** Of the epoch's last step. */
  readonly "learning-rate"?: number;
  /** Seconds that the epoch's training took, without the test. */
  readonly "time/epoch-seconds"?: number;
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
  const { network, test, backend, epochs, averageDecay, onEpoch, onEarlyEnd } = options;
  const batchSize = Math.min(options.batchSize, test.count);
  const { settings, stateNames } = prepare(options);
  const trainer = new Trainer(settings);
  const isAveraged = averageDecay !== undefined;
  const learned = () => (isAveraged ? readAverage : readNetwork)(settings.states);
  const tested = isAveraged ? holdNetwork(learned(), backend) : settings.states;
  const evaluator = makeEvaluator({ network, backend, states: tested, batchSize });
  const watch = new DivergenceWatch(settings, stateNames);
  const turns = new Turns();
  const history: EpochMetrics[] = [];
  let predictions: Int32Array = new Int32Array();
  const record = async (training: Omit<EpochMetrics, "test/accuracy">) => {
    if (isAveraged) writeNetwork(tested, learned());
    predictions = evaluator.predict(test);
    const metrics = { ...training, "test/accuracy": accuracyOf(predictions, test.labels) };
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

function checkSettings({ network, train, test, epochs, batchSize, lastPartial }: FitOptions): void {
  checkImages(network, train);
  checkImages(network, test);
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
  const graph = trainGraph(options);
  const states = makeStatesFor(graph, backend);
  writeNetwork(states, initial ?? initialNumbers(network, seed));
  const schedule = typeof learningRate === "number" ? constantRate(learningRate) : learningRate;
  const settings = { ...options, states, lastPartial, learningRate: schedule };
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
    ...(clock && began !== undefined ? { "time/epoch-seconds": clock() - began } : {}),
  };
}
