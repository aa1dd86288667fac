import type { Backend } from "../backends/backend.ts";
import type { NumberArray } from "../core/dtype.ts";
import { makeGraph } from "../graph/graph.ts";
import type { Value } from "../graph/node.ts";
import { input } from "../ops/leaves.ts";
import type { StoredTensor } from "../storage/safetensors.ts";

/** Compiles a graph over given tensors, runs it once, gives copies of what came out, and tells how many bytes all that took. */
export function computeOnce(
  backend: Backend,
  inputs: Readonly<Record<string, StoredTensor>>,
  build: (leaves: Readonly<Record<string, Value>>) => Readonly<Record<string, Value>>,
  onBytes: (bytes: number) => void = () => {},
): Readonly<Record<string, NumberArray>> {
  const leaves = Object.entries(inputs).map(
    ([name, { shape, dtype }]) => [name, input(name, shape, dtype)] as const,
  );
  const executable = backend.compile(makeGraph(build(Object.fromEntries(leaves))));
  try {
    for (const [name, { data }] of Object.entries(inputs)) executable.inputs[name]!.set(data);
    executable.run();
    const copies = Object.entries(executable.outputs).map(
      ([name, own]) => [name, own.slice()] as const,
    );
    const numbers = [...Object.values(executable.inputs), ...copies.map(([, own]) => own)];
    onBytes(executable.arenaBytes + numbers.reduce((sum, own) => sum + own.byteLength, 0));
    return Object.fromEntries(copies);
  } finally {
    executable.dispose();
  }
}
