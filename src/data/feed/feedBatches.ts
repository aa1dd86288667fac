import { Worker } from "node:worker_threads";
import { workerUrl } from "../../core/workerUrl.ts";
import { type ImageSet, imageSize } from "../imageSet.ts";
import { type Batches, type BatchOptions, makeBatches } from "./batches.ts";
import { BatchRing, makeRingMemory } from "./batchRing.ts";
import type { BatchWork } from "./batchWorker.ts";

/** Which batches are made ahead of time, and by how many threads. */
export interface FeedOptions {
  /** Threads; `auto`: one, unless a batch is no more than a copy, which takes less time than another thread costs. */
  readonly workers: number | "auto";
  /** The first step that will be asked for; the others follow one by one, unless there are no threads. */
  readonly first: number;
  /** Epochs after which no more batches are asked for. */
  readonly epochs: number;
  /** Seconds from any start; without it nothing is known of waiting. */
  readonly clock?: (() => number) | undefined;
}

/** Batches that a thread may be ahead of training by. */
const ahead = 4;

/** Memory for batches that are made ahead, where fewer would do. Units: bytes */
const mostMemory = 2 ** 28;

/** Batches that other threads make ahead of time. They are the same whatever the number of threads. */
export interface Feed extends Batches {
  /** Time that `fill` waited for batches that were not ready, by the clock that was given. Units: seconds */
  readonly waited: number;
}

/**
 * Starts threads that make the batches from `first` to the end of the last epoch while the caller does something else.
 * With 0 threads they are made when they are asked for, and the time that takes counts as waiting.
 *
 * @throws {UsageError | DataError} as `makeBatches` does
 */
export function feedBatches(options: BatchOptions, feed: FeedOptions): Feed {
  const batches = makeBatches(options);
  const workers = feed.workers === "auto" ? usualWorkers(options) : feed.workers;
  return workers === 0 ? timed(batches, feed) : fromThreads(batches, options, { ...feed, workers });
}

function usualWorkers({ set: { images, change }, augment = [] }: BatchOptions): number {
  return images instanceof Uint8Array && !change && augment.length === 0 ? 0 : 1;
}

function noClock(): number {
  return 0;
}

function timed(batches: Batches, { clock = noClock }: FeedOptions): Feed {
  let waited = 0;
  return {
    ...batches,
    get waited() {
      return waited;
    },
    fill(step, out) {
      const began = clock();
      batches.fill(step, out);
      waited += clock() - began;
    },
  };
}

function fromThreads(
  batches: Batches,
  options: BatchOptions,
  feed: FeedOptions & { readonly workers: number },
): Feed {
  const { workers, first, epochs, clock = noClock } = feed;
  const batchSize = Math.min(options.batchSize, options.set.count);
  const memory = makeRingMemory({
    slots: slotsFor(workers, batchSize * imageSize(batches.format)),
    batchSize,
    imageSize: imageSize(batches.format),
    first,
  });
  const ring = new BatchRing(memory);
  const set = shared(options.set);
  for (let index = 0; index < workers; index++) {
    const work: BatchWork = {
      options: { ...options, set },
      memory,
      first: first + index,
      every: workers,
      end: epochs * batches.stepsPerEpoch,
    };
    const thread = new Worker(workerUrl("./batchWorker.js", import.meta.url), { workerData: work });
    thread.on("error", (error) => ring.fail(`Cannot feed batches: ${error.message}`)).unref();
  }
  let waited = 0;
  return {
    ...batches,
    get waited() {
      return waited;
    },
    fill(step, { images, labels, mixed }) {
      const began = clock();
      ring.awaitMade(step);
      waited += clock() - began;
      const count = batches.sizeOf(step);
      const made = ring.batchAt(step);
      images.set(made.images.subarray(0, count * memory.imageSize));
      labels.set(made.labels.subarray(0, count));
      mixed?.otherLabels.set(made.mixed.otherLabels.subarray(0, count));
      mixed?.otherShare.set(made.mixed.otherShare);
      ring.release(step);
    },
    close() {
      ring.end();
      batches.close();
    },
  };
}

/** One more than there are threads, so that none has to wait for the others. */
function slotsFor(workers: number, batchBytes: number): number {
  const affordable = Math.floor(mostMemory / batchBytes);
  return Math.max(workers + 1, Math.min(ahead * workers, affordable));
}

/** The set as threads can have it without copies of their own: pixels in memory that all of them see. */
function shared(set: ImageSet): ImageSet {
  const { images, concepts: _concepts, noise: _noise, origin: _origin, ...needed } = set;
  return { ...needed, images: images instanceof Uint8Array ? sharedCopyOf(images) : images };
}

/** Several trainings on the same images have one copy between them. */
const copies = new WeakMap<Uint8Array, Uint8Array>();

function sharedCopyOf(images: Uint8Array): Uint8Array {
  const known = copies.get(images);
  if (known) return known;
  const copy = new Uint8Array(new SharedArrayBuffer(images.length));
  copy.set(images);
  copies.set(images, copy);
  return copy;
}
