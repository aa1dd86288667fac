import type { NumberArray } from "../core/dtype.ts";
import type { Graph } from "../graph/graph.ts";
import type { TensorType } from "../graph/node.ts";

/** What activations and their gradients are computed in; parameters, statistics and the loss are f32 in both. */
export type Precision = "f32" | "bf16";

/** One way of running graphs. Nothing above this interface knows what is under it. */
export interface Backend {
  readonly name: "reference" | "onednn";
  /** What computes, in words: library, version, instruction set, threads. */
  readonly description: string;
  /** What graphs are computed in that do not say it themselves: see `inBf16.ts`. */
  readonly precision: Precision;
  /** The same in f32, where this one computes in bf16. */
  readonly inF32?: Backend;
  /** Whether there are instructions for bf16, others do its work without gaining time, or it cannot be done at all. */
  readonly bf16: "native" | "emulated" | "none";
  /** Zeroed memory for states, which several executables may share. */
  makeStates(types: Readonly<Record<string, TensorType>>): States;
  /** Plans a graph once, for the shapes it was described with. */
  compile(graph: Graph, states?: States): Executable;
}

/** Values that live between runs, by name, in row-major order whatever the backend keeps inside. */
export interface States {
  has(name: string): boolean;
  /** A copy of the present values. */
  read(name: string): NumberArray;
  write(name: string, values: ArrayLike<number>): void;
}

/** A planned graph. `run` reads `inputs`, fills `outputs` and updates the states; it allocates nothing. */
export interface Executable {
  /** Arrays to fill before a run, by name, row-major. */
  readonly inputs: Readonly<Record<string, NumberArray>>;
  /** Arrays that hold the last run's results, by name, row-major; the next run overwrites them. */
  readonly outputs: Readonly<Record<string, NumberArray>>;
  run(): void;
  /** Bytes held for intermediate values. */
  readonly arenaBytes: number;
  /** How these bytes are shared. */
  readonly memory: MemoryUse;
  /** Runs `runs` times and tells where the time went, step by step. */
  profile(runs: number): StepProfile[];
  /** Frees native memory; the executable cannot run afterwards. */
  dispose(): void;
}

/**
 * What intermediate values need.
 *
 * Units: bytes
 */
export interface MemoryUse {
  /** If each had memory of its own. */
  readonly apart: number;
  /** As they share it. */
  readonly shared: number;
  /** What primitives need while they run; one room for all. */
  readonly scratchpad: number;
  /** What is alive at the fullest moment, the largest first. */
  readonly peak: readonly LiveValue[];
}

/** A value that waits for its last reader. */
export interface LiveValue {
  readonly bytes: number;
  /** The operation that made it, and its layer. */
  readonly name: string;
  readonly layer: string | undefined;
  readonly shape: string;
}

/** One step of an executable: what it does, who does it, and the median time it takes. */
export interface StepProfile {
  readonly name: string;
  /** The library's name for its implementation, or "loop" for a loop of our own. */
  readonly implementation: string;
  /** The layer it belongs to, where that is known. */
  readonly layer: string | undefined;
  readonly shape: string;
  readonly microseconds: number;
}
