import type { Backend, Executable, States } from "../backends/backend.ts";
import { type BatchRange, batchRanges, copyBatch, epochOrder } from "../data/batches.ts";
import type { ImageSet } from "../data/dataset.ts";
import type { Network } from "../nn/network.ts";
import { matchesOf } from "./evaluate.ts";
import type { Optimiser } from "./optimiser.ts";
import { setRandomKey } from "./randomKey.ts";
import { type ByteBatch, type CopyShifted, makeRandomShifts } from "./randomShifts.ts";
import type { Schedule } from "./schedules.ts";
import { type Loss, trainGraph } from "./trainGraph.ts";

export interface TrainerOptions {
  readonly network: Network;
  readonly train: ImageSet;
  readonly backend: Backend;
  /** Where the parameters and the optimiser's states are. */
  readonly states: States;
  readonly optimiser: Optimiser;
  readonly learningRate: Schedule;
  /** As in `trainGraph`. */
  readonly loss?: Loss | undefined;
  /** As in `trainGraph`. */
  readonly averageDecay?: number | undefined;
  readonly batchSize: number;
  /** What becomes of the last images of an epoch when they do not fill a batch. */
  readonly lastPartial: "drop" | "keep";
  readonly seed: number;
  /** Moves every training image at random by up to so many pixels each time it is seen. */
  readonly augment?: { readonly shift: number } | undefined;
  /** As in `trainGraph`. */
  readonly recompute?: boolean | undefined;
  /** Whether the layers are among the outputs, as in `trainGraph`. */
  readonly withLayers?: boolean;
}

/** A compiled step and the arrays that feed it. */
interface CompiledStep {
  readonly executable: Executable;
  readonly batch: ByteBatch;
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
  readonly #ranges: readonly BatchRange[];
  readonly #compiled = new Map<number, CompiledStep>();
  readonly #copyShifted: CopyShifted | undefined;
  #epoch = -1;
  #order: Uint32Array = new Uint32Array(0);

  constructor(options: TrainerOptions) {
    const { train, batchSize, lastPartial, seed, augment } = options;
    this.#options = options;
    this.#ranges = batchRanges(train.count, batchSize, lastPartial);
    this.stepsPerEpoch = this.#ranges.length;
    for (const { from, to } of this.#ranges) this.#compile(to - from);
    this.#copyShifted = augment && makeRandomShifts(train, { ...augment, seed });
  }

  /** The epoch that a step is in, counted from 1. */
  epochOf(step: number): number {
    return Math.floor(step / this.stepsPerEpoch) + 1;
  }

  step(step: number): void {
    const { train, learningRate, seed } = this.#options;
    const { from, to } = this.#ranges[step % this.stepsPerEpoch]!;
    const { executable, batch } = this.#compiled.get(to - from)!;
    const indices = this.#orderOf(this.epochOf(step)).subarray(from, to);
    if (this.#copyShifted) this.#copyShifted(indices, step, batch);
    else copyBatch(train, indices, batch);
    executable.inputs.learningRate![0] = learningRate(step);
    if (executable.inputs.random) setRandomKey(executable.inputs.random, seed, step);
    executable.run();
    this.outputs = executable.outputs;
    this.loss = executable.outputs.loss![0]!;
    this.correct = matchesOf(executable.outputs.predictions!, batch.labels);
    this.images = to - from;
  }

  dispose(): void {
    for (const { executable } of this.#compiled.values()) executable.dispose();
  }

  #orderOf(epoch: number): Uint32Array {
    if (epoch !== this.#epoch) {
      this.#order = epochOrder(this.#options.seed, epoch, this.#options.train.count);
      this.#epoch = epoch;
    }
    return this.#order;
  }

  #compile(batchSize: number): void {
    if (this.#compiled.has(batchSize)) return;
    const { backend, states } = this.#options;
    const executable = backend.compile(trainGraph({ ...this.#options, batchSize }), states);
    const images = executable.inputs.images as Uint8Array;
    const labels = executable.inputs.labels as Uint8Array;
    this.#compiled.set(batchSize, { executable, batch: { images, labels } });
  }
}
