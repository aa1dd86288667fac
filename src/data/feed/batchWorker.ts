import { workerData } from "node:worker_threads";
import { messageOf } from "../../core/messageOf.ts";
import { type BatchOptions, makeBatches } from "./batches.ts";
import { BatchRing, type RingMemory } from "./batchRing.ts";

/** What a thread that makes batches is told. */
export interface BatchWork {
  readonly options: BatchOptions;
  readonly memory: RingMemory;
  /** It makes the steps `first`, `first + every`, … below `end`. */
  readonly first: number;
  readonly every: number;
  readonly end: number;
}

function work({ options, memory, first, every, end }: BatchWork): void {
  const ring = new BatchRing(memory);
  try {
    const batches = makeBatches(options);
    for (let step = first; step < end && ring.awaitFree(step); step += every) {
      batches.fill(step, ring.batchAt(step));
      ring.publish(step);
    }
    batches.close();
  } catch (error) {
    ring.fail(messageOf(error));
  }
}

work(workerData);
