import type { Backend } from "../../src/backends/backend.ts";
import { type Graph, leavesOf } from "../../src/graph/graph.ts";
import { makeStatesFor } from "../../src/train/states.ts";

/** States and outputs, by name, after each of two runs. */
export function twoRuns(
  backend: Backend,
  graph: Graph,
  numbers: Readonly<Record<string, ArrayLike<number>>>,
): Record<string, number[]>[] {
  const states = makeStatesFor(graph, backend);
  const names = leavesOf(graph, "state").map(({ name }) => name);
  for (const name of names) if (numbers[name]) states.write(name, numbers[name]);
  const executable = backend.compile(graph, states);
  for (const [name, array] of Object.entries(executable.inputs)) array.set(numbers[name] ?? []);
  const runs = [1, 2].map(() => {
    executable.run();
    const outputs = Object.entries(executable.outputs).map(([name, array]) => [name, [...array]]);
    return Object.fromEntries([...outputs, ...names.map((name) => [name, [...states.read(name)]])]);
  });
  executable.dispose();
  return runs;
}
