import type { States } from "../backends/backend.ts";
import type { NumberArray } from "../core/dtype.ts";
import type { NetworkNumbers } from "../nn/network.ts";

/** What was summed up in the steps of an epoch. */
export interface EpochSums {
  /** Steps done in the epoch. */
  readonly step: number;
  /** Of the losses of all images that were shown. */
  readonly loss: number;
  /** Images that were recognised just before they were learned from. */
  readonly correct: number;
  readonly images: number;
  /** Units: seconds */
  readonly seconds: number;
  /** Seconds of them that training waited for batches. */
  readonly waited: number;
}

/** Of an epoch that has not begun. */
export const noSteps: EpochSums = {
  step: 0,
  loss: 0,
  correct: 0,
  images: 0,
  seconds: 0,
  waited: 0,
};

/** Where a training stands between two steps. Together with its options this determines the rest of it, to the bit. */
export interface TrainingPoint {
  /** Epochs that were completed. */
  readonly epoch: number;
  /** Of the epoch that is under way. */
  readonly sums: EpochSums;
  /** Parameters, running statistics, what the optimiser keeps, averages: everything that steps change. */
  readonly states: Readonly<Record<string, NumberArray>>;
}

/** A point, and the network as it would be tested there: where weights are averaged, their average. */
export interface KeptPoint extends TrainingPoint {
  readonly numbers: NetworkNumbers;
}

/** A copy of named states. */
export function readStates(states: States, names: readonly string[]): TrainingPoint["states"] {
  return Object.fromEntries(names.map((name) => [name, states.read(name)]));
}

/** Puts states back to what was read from them. */
export function writeStates(states: States, values: TrainingPoint["states"]): void {
  for (const [name, own] of Object.entries(values)) states.write(name, own);
}
