import type { NumberArray } from "../core/dtype.ts";
import type { Graph } from "../graph/graph.ts";
import type { TensorType } from "../graph/node.ts";

/** One way of running graphs. Nothing above this interface knows what is under it. */
export interface Backend {
  readonly name: "reference" | "onednn";
  /** What computes, in words: library, version, instruction set, threads. */
  readonly description: string;
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
  /** Runs `runs` times and tells where the time went, step by step. */
  profile(runs: number): StepProfile[];
  /** Frees native memory; the executable cannot run afterwards. */
  dispose(): void;
}

/** One step of an executable: what it does, who does it, and the median time it takes. */
export interface StepProfile {
  readonly name: string;
  /** The library's name for its implementation, or "loop" for a loop of our own. */
  readonly implementation: string;
  readonly shape: string;
  readonly microseconds: number;
}
