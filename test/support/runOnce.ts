import type { Backend } from "../../src/backends/backend.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { leavesOf, makeGraph } from "../../src/graph/graph.ts";
import type { Value } from "../../src/graph/node.ts";
import { makeStatesFor } from "../../src/train/states.ts";

/** Computes values once; `numbers` gives inputs and states by name, those it leaves out are zeros. */
export function runOnce<Name extends string>(
  values: Readonly<Record<Name, Value>>,
  numbers: Readonly<Record<string, ArrayLike<number>>> = {},
  backend: Backend = makeReferenceBackend(),
): Record<Name, number[]> {
  const graph = makeGraph(values);
  const states = makeStatesFor(graph, backend);
  const executable = backend.compile(graph, states);
  for (const { name } of leavesOf(graph, "state")) {
    if (numbers[name]) states.write(name, numbers[name]);
  }
  for (const [name, array] of Object.entries(executable.inputs)) array.set(numbers[name] ?? []);
  executable.run();
  const outputs = Object.entries(executable.outputs).map(([name, array]) => [name, [...array]]);
  executable.dispose();
  return Object.fromEntries(outputs);
}
