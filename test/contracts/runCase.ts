import fc from "fast-check";
import type { Backend } from "../../src/backends/backend.ts";
import type { NumberArray } from "../../src/core/dtype.ts";
import { type Graph, makeGraph } from "../../src/graph/graph.ts";
import type { Value } from "../../src/graph/node.ts";
import { printGraph } from "../../src/graph/print.ts";
import { input } from "../../src/ops/leaves.ts";
import type { OpInput } from "./arbitraries.ts";

/** One operation on given numbers. */
export interface OpCase {
  readonly inputs: readonly OpInput[];
  /** Applies the operation to the inputs' values. */
  build(values: readonly Value[]): readonly Value[];
  /** The sums that a fused activation is applied to, where there is one. */
  sums?(values: readonly Value[]): readonly Value[];
}

/** The case as a graph with the outputs y0, y1, … */
export function graphOf({ inputs, build }: OpCase): Graph {
  const values = inputs.map(({ name, type }) => input(name, type.shape, type.dtype));
  return makeGraph(Object.fromEntries(build(values).map((value, index) => [`y${index}`, value])));
}

/** What the backend computes for the case: copies of y0, y1, … */
export function runCase(backend: Backend, opCase: OpCase): NumberArray[] {
  const executable = backend.compile(graphOf(opCase));
  for (const { name, data } of opCase.inputs) executable.inputs[name]?.set(data);
  executable.run();
  const results = Object.values(executable.outputs).map((output) => output.slice());
  executable.dispose();
  return results;
}

/** The same cases, which show themselves as graphs where one fails: every shape and attribute, but no numbers. */
export function printable(cases: fc.Arbitrary<OpCase>): fc.Arbitrary<OpCase> {
  return cases.map((opCase) => ({
    ...opCase,
    [fc.toStringMethod]: () => `\n${printGraph(graphOf(opCase))}`,
  }));
}
