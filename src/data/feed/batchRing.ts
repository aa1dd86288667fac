import { DataError } from "../../core/errors.ts";
import type { BatchArrays, MixedLabels } from "./batches.ts";

/** Memory that threads share, and what lies where in it; can be sent to a thread. */
export interface RingMemory {
  readonly slots: number;
  readonly batchSize: number;
  /** Bytes of an image. */
  readonly imageSize: number;
  /** The step that comes first, whose batch lies in slot 0. */
  readonly first: number;
  readonly control: SharedArrayBuffer;
  readonly images: SharedArrayBuffer;
  readonly labels: SharedArrayBuffer;
  readonly otherLabels: SharedArrayBuffer;
  readonly otherShares: SharedArrayBuffer;
  readonly failure: SharedArrayBuffer;
}

/** Bytes of a message; what is longer is cut. */
const longestMessage = 4096;

/** A thread that makes no batch for so long is dead. Units: milliseconds */
const longestSilence = 300_000;

/** More batches than a slot ever sees. */
const beyondAllCounts = 2 ** 29;

/** Makes the memory of a ring of batches. */
export function makeRingMemory(
  extents: Pick<RingMemory, "slots" | "batchSize" | "imageSize" | "first">,
): RingMemory {
  const { slots, batchSize, imageSize } = extents;
  return {
    ...extents,
    control: new SharedArrayBuffer(4 * (2 * slots + 2)),
    images: new SharedArrayBuffer(slots * batchSize * imageSize),
    labels: new SharedArrayBuffer(4 * slots * batchSize),
    otherLabels: new SharedArrayBuffer(4 * slots * batchSize),
    otherShares: new SharedArrayBuffer(4 * slots),
    failure: new SharedArrayBuffer(longestMessage),
  };
}

/**
 * Batches in slots that are used in turn: the thread that makes step s waits until the batch that lay in its slot before
 * was taken, and the thread that takes step s waits until it is made.
 */
export class BatchRing {
  readonly #memory: RingMemory;
  readonly #control: Int32Array;
  /** Places in the control words: how many batches were made in each slot, and how many taken. */
  readonly #made: (slot: number) => number;
  readonly #taken: (slot: number) => number;
  readonly #ended: number;
  readonly #failed: number;

  constructor(memory: RingMemory) {
    this.#memory = memory;
    this.#control = new Int32Array(memory.control);
    this.#made = (slot) => slot;
    this.#taken = (slot) => memory.slots + slot;
    this.#ended = 2 * memory.slots;
    this.#failed = 2 * memory.slots + 1;
  }

  /** Where a step's batch lies. */
  batchAt(step: number): BatchArrays & { readonly mixed: MixedLabels } {
    const { batchSize, imageSize, images, labels, otherLabels, otherShares } = this.#memory;
    const { slot } = this.#placeOf(step);
    const first = slot * batchSize;
    return {
      images: new Uint8Array(images, first * imageSize, batchSize * imageSize),
      labels: new Int32Array(labels, 4 * first, batchSize),
      mixed: {
        otherLabels: new Int32Array(otherLabels, 4 * first, batchSize),
        otherShare: new Float32Array(otherShares, 4 * slot, 1),
      },
    };
  }

  /** Waits, as long as that takes, until a step's slot is free; false when no more batches are wanted. */
  awaitFree(step: number): boolean {
    const { slot, round } = this.#placeOf(step);
    // A test between two epochs may take hours.
    this.#awaitCount(this.#taken(slot), round, Number.POSITIVE_INFINITY);
    return [this.#ended, this.#failed].every((flag) => Atomics.load(this.#control, flag) === 0);
  }

  publish(step: number): void {
    this.#countUp(this.#made(this.#placeOf(step).slot));
  }

  /**
   * Waits until a step's batch is made.
   *
   * @throws {DataError} when it could not be made
   */
  awaitMade(step: number): void {
    const { slot, round } = this.#placeOf(step);
    this.#awaitCount(this.#made(slot), round + 1, longestSilence);
    if (Atomics.load(this.#control, this.#failed) === 0) return;
    const bytes = new Uint8Array(this.#memory.failure);
    throw new DataError(new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0))));
  }

  release(step: number): void {
    this.#countUp(this.#taken(this.#placeOf(step).slot));
  }

  /** Tells whoever waits for a batch why there is none; of several failures the first. */
  fail(message: string): void {
    if (Atomics.load(this.#control, this.#failed) === 1) return;
    new TextEncoder().encodeInto(
      message,
      new Uint8Array(this.#memory.failure, 0, longestMessage - 1),
    );
    this.#raise(this.#failed);
  }

  /** Lets the threads that make batches come to their end. */
  end(): void {
    this.#raise(this.#ended);
  }

  #placeOf(step: number): { readonly slot: number; readonly round: number } {
    const place = step - this.#memory.first;
    const { slots } = this.#memory;
    return { slot: place % slots, round: Math.floor(place / slots) };
  }

  /** Waits until a count is reached. Units: longest in milliseconds */
  #awaitCount(at: number, needed: number, longest: number): void {
    for (;;) {
      const count = Atomics.load(this.#control, at);
      if (count >= needed) return;
      const waited = Atomics.wait(this.#control, at, count, longest);
      if (waited === "timed-out" && Atomics.load(this.#control, at) === count) {
        throw new DataError(
          `Cannot feed batches: the other thread was silent for ${longest / 1000} s, needs it to run`,
        );
      }
    }
  }

  #countUp(at: number): void {
    Atomics.add(this.#control, at, 1);
    Atomics.notify(this.#control, at);
  }

  /** Sets a flag and lets all counts pass every wait, also one that is just about to begin. */
  #raise(flag: number): void {
    Atomics.store(this.#control, flag, 1);
    for (let at = 0; at < 2 * this.#memory.slots; at++) {
      // Not added: every thread may fail, and counts must not overflow.
      Atomics.store(this.#control, at, beyondAllCounts);
      Atomics.notify(this.#control, at);
    }
  }
}
