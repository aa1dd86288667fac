import { type Dtype, makeArray, type NumberArray } from "../../core/dtype.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Backend, States } from "../backend.ts";
import { StateMemory } from "../states.ts";
import { plan } from "./plan.ts";

export interface ReferenceOptions {
  /** What f32 values are stored in: `f64` keeps rounding out of the way of finite differences. */
  readonly precision?: "f32" | "f64";
}

/** The backend of plain loops: slow on purpose, the oracle of every other one, and what runs where no other can. */
export function makeReferenceBackend({ precision = "f32" }: ReferenceOptions = {}): Backend {
  const allocate = (dtype: Dtype, length: number): NumberArray =>
    dtype === "f32" && precision === "f64" ? new Float64Array(length) : makeArray(dtype, length);
  const memory = new StateMemory(allocate);
  return {
    name: "reference",
    description: `plain TypeScript loops, ${precision === "f64" ? "float64" : "float32"}, 1 thread`,
    precision: "f32",
    bf16: "emulated",
    makeStates: (types) => memory.makeStates(types),
    compile: (graph: Graph, states?: States) =>
      plan(graph, { cells: memory.cellsOf(states), allocate }),
  };
}
