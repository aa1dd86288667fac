import type { OnnxBuilder, ValueName } from "./builder.ts";
import type { OnnxNode, OnnxTensor } from "./model.ts";

/** Of all nodes and known values those that a result needs; the result is called `as`. */
export function neededFor(
  result: ValueName,
  { nodes, initialisers, as }: Pick<OnnxBuilder, "nodes" | "initialisers"> & { as: ValueName },
): { readonly nodes: readonly OnnxNode[]; readonly initialisers: readonly OnnxTensor[] } {
  const needed = new Set([result]);
  const kept: OnnxNode[] = [];
  // Nodes come after those that they read, so one look from the end is enough.
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    for (const input of node.inputs) needed.add(input);
    kept.push(node);
  }
  const renamed = (names: readonly ValueName[]) =>
    names.map((name) => (name === result ? as : name));
  return {
    nodes: kept
      .toReversed()
      .map((node) => ({ ...node, inputs: renamed(node.inputs), outputs: renamed(node.outputs) })),
    initialisers: initialisers.filter(({ name }) => needed.has(name)),
  };
}
