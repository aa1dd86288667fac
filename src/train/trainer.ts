import type { Backend, Executable, States } from "../backends/backend.ts";
import { bytesOf } from "../core/bytesOf.ts";
import type { BatchArrays, BatchOptions } from "../data/feed/batches.ts";
import { type Feed, type FeedOptions, feedBatches } from "../data/feed/feedBatches.ts";
import type { ImageSet } from "../data/imageSet.ts";
import type { Network } from "../nn/network.ts";
import { matchesOf } from "./evaluate.ts";
import type { Optimiser } from "./optimiser.ts";
import { setRandomKey } from "./randomKey.ts";
import type { Schedule } from "./schedules.ts";
import { type Loss, trainGraph } from "./trainGraph.ts";

export interface TrainerOptions extends Omit<BatchOptions, "set"> {
  readonly network: Network;
  readonly train: ImageSet;
  /** Threads that make batches ahead of time, for so many epochs; then steps have to be taken in order. */
  readonly feed?: FeedOptions | undefined;
  readonly backend: Backend;
  /** Where the parameters and the optimiser's states are. */
  readonly states: States;
  readonly optimiser: Optimiser;
  readonly learningRate: Schedule;
  /** As in `trainGraph`. */
  readonly loss?: Loss | undefined;
  /** As in `trainGraph`. */
  readonly averageDecay?: number | undefined;
  /** As in `trainGraph`. */
  readonly recompute?: boolean | undefined;
  /** Whether the layers are among the outputs, as in `trainGraph`. */
  readonly withLayers?: boolean;
}

/** A compiled step and the arrays that feed it. */
interface CompiledStep {
  readonly executable: Executable;
  readonly batch: BatchArrays;
}

/**
 * Takes single steps of training. A step is a function of the states and of its number, which counts from 0 over all
 * epochs: any part of a training can be repeated from the states it began with.
 */
export class Trainer {
  /** The loss of the last step's batch, before the step. */
  loss = 0;
  /** How many images of the last step's batch were recognised, before the step. */
  correct = 0;
  /** How many images the last step's batch had. */
  images = 0;
  /** What the last step's graph gave. */
  outputs: Executable["outputs"] = {};
  readonly stepsPerEpoch: number;

  readonly #options: TrainerOptions;
  readonly #feed: Feed;
  readonly #compiled = new Map<number, CompiledStep>();

  constructor(options: TrainerOptions) {
    const { train: set, batchSize, lastPartial, seed, augment } = options;
    const { feed = { workers: 0, first: 0, epochs: 0 } } = options;
    this.#options = options;
    // No more than batches are made of: it is sent to other threads.
    const batches = { set, batchSize, lastPartial, seed, augment };
    this.#feed = feedBatches(batches, feed);
    this.stepsPerEpoch = this.#feed.stepsPerEpoch;
    // The last batch of an epoch is the only one that may be smaller.
    try {
      for (const step of [0, this.stepsPerEpoch - 1]) this.#compile(this.#feed.sizeOf(step));
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** Seconds that steps have waited for their batches so far. */
  get waited(): number {
    return this.#feed.waited;
  }

  /** The epoch that a step is in, counted from 1. */
  epochOf(step: number): number {
    return Math.floor(step / this.stepsPerEpoch) + 1;
  }

  step(step: number): void {
    const { learningRate, seed } = this.#options;
    const size = this.#feed.sizeOf(step);
    const { executable, batch } = this.#compiled.get(size)!;
    this.#feed.fill(step, batch);
    executable.inputs.learningRate![0] = learningRate(step);
    if (executable.inputs.random) setRandomKey(executable.inputs.random, seed, step);
    executable.run();
    this.outputs = executable.outputs;
    this.loss = executable.outputs.loss![0]!;
    this.correct = matchesOf(executable.outputs.predictions!, batch.labels);
    this.images = size;
  }

  dispose(): void {
    this.#feed.close();
    for (const { executable } of this.#compiled.values()) executable.dispose();
  }

  #compile(batchSize: number): void {
    if (this.#compiled.has(batchSize)) return;
    const { backend, states } = this.#options;
    const { isMixed } = this.#feed;
    const graph = trainGraph({ ...this.#options, batchSize, isMixed });
    const executable = backend.compile(graph, states);
    this.#compiled.set(batchSize, { executable, batch: batchOf(executable) });
  }
}

/** The inputs that batches go into. */
function batchOf({ inputs }: Executable): BatchArrays {
  return {
    images: bytesOf(inputs.images!),
    labels: inputs.labels as Int32Array,
    mixed: inputs.otherLabels && {
      otherLabels: inputs.otherLabels as Int32Array,
      otherShare: inputs.otherShare as Float32Array,
    },
  };
}
