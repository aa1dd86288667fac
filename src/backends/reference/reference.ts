import { type Dtype, makeArray, type NumberArray } from "../../core/dtype.ts";
import { BackendError } from "../../core/errors.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Backend, States } from "../backend.ts";
import { plan } from "./plan.ts";
import { type Cell, statesOf } from "./states.ts";

export interface ReferenceOptions {
  /** What f32 values are stored in: `f64` keeps rounding out of the way of finite differences. */
  readonly precision?: "f32" | "f64";
}

/** The backend of plain loops: slow on purpose, the oracle of every other one, and what runs where no other can. */
export function makeReferenceBackend({ precision = "f32" }: ReferenceOptions = {}): Backend {
  const allocate = (dtype: Dtype, length: number): NumberArray =>
    dtype === "f32" && precision === "f64" ? new Float64Array(length) : makeArray(dtype, length);
  const cellsOf = new WeakMap<States, ReadonlyMap<string, Cell>>();
  return {
    name: "reference",
    description: `plain TypeScript loops, ${precision}, 1 thread`,
    makeStates(types) {
      const cells = new Map<string, Cell>();
      for (const [name, type] of Object.entries(types)) {
        cells.set(name, { type, data: allocate(type.dtype, sizeOf(type.shape)) });
      }
      const states = statesOf(cells);
      cellsOf.set(states, cells);
      return states;
    },
    compile(graph: Graph, states?: States) {
      const cells = states ? cellsOf.get(states) : new Map<string, Cell>();
      if (!cells) {
        throw new BackendError(
          "Cannot compile the graph: the states belong to another backend, needs states made by this one",
        );
      }
      return plan(graph, { cells, allocate });
    },
  };
}
