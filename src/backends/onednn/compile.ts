import type { NumberArray } from "../../core/dtype.ts";
import { sizeOf } from "../../core/shape.ts";
import { type Graph, nameOf } from "../../graph/graph.ts";
import type { Node, Value } from "../../graph/node.ts";
import { type OpName, ops } from "../../ops/index.ts";
import type { ConstantAttrs } from "../../ops/leaves.ts";
import { foldZeros } from "../../passes/foldZeros.ts";
import { fuseActivation } from "../../passes/fuseActivation.ts";
import { fuseBatchNorm } from "../../passes/fuseBatchNorm.ts";
import { gateBeforeUnpooling } from "../../passes/gateBeforeUnpooling.ts";
import { scheduleOf } from "../../passes/schedule.ts";
import type { Executable } from "../backend.ts";
import { kernelOf } from "../kernels/index.ts";
import { type Cell, cellFor } from "../states.ts";
import { allocateArray } from "./arena.ts";
import { Chains } from "./chains.ts";
import type { Engine } from "./engine.ts";
import { assemble } from "./executable.ts";
import { type Home, Homes } from "./homes.ts";
import { lowerChain } from "./lower/chain.ts";
import { activationPays } from "./lower/convolution.ts";
import { lowerings } from "./lower/index.ts";
import type { Lower } from "./lower/lower.ts";
import { Lowering, outputOf } from "./lowering.ts";
import type { Placed } from "./regions.ts";
import { updatesInPlace } from "./updates.ts";

export interface CompileOptions {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly fastConvolution: boolean;
}

/** Plans a graph: layouts and steps first, then the memory they need, then the calls. */
export function compileGraph(
  engine: Engine,
  source: Graph,
  { cells, fastConvolution }: CompileOptions,
): Executable {
  const simpler = gateBeforeUnpooling(foldZeros(source));
  const graph = fuseBatchNorm(fuseActivation(simpler, activationPays));
  const nodes = scheduleOf(graph);
  const inputs: Record<string, NumberArray> = {};
  const ends = [...Object.values(graph.outputs), ...graph.updates.map(({ value }) => value)];
  const leaves = placeLeaves(engine, nodes, { inputs, cells });
  const chains = new Chains(graph, nodes);
  const inPlace = updatesInPlace(graph, nodes, chains);
  const homes = new Homes(
    nodes,
    inPlace.map(({ state, value }): [Value, Home] => [value, leaves.get(state.node)!]),
    ends,
  );
  const context = new Lowering(engine, homes, { fastConvolution });
  for (const node of nodes) {
    const leaf = leaves.get(node);
    if (leaf) context.alias(outputOf(node), leaf);
    else lowerNode(context, chains, node);
  }
  // What lies better in blocks was not made in the state's memory: it is put there now.
  for (const { value } of inPlace) context.plain(value);
  const copied = graph.updates.filter((update) => !inPlace.includes(update));
  const fresh = copied.map(({ value }) => freshCopy(context, value));
  const outputs = Object.entries(graph.outputs).map(
    ([name, value]) => [name, context.plain(value)] as const,
  );
  const kept = outputs.map(([name, placed]) => [name, keepApart(context, placed, leaves)] as const);
  copied.forEach(({ state }, index) => {
    context.copy(fresh[index]!, leaves.get(state.node)!);
  });
  return assemble(engine, context, { inputs, outputs: Object.fromEntries(kept) });
}

/** Inputs get memory of their own, states and constants theirs. */
function placeLeaves(
  engine: Engine,
  nodes: readonly Node[],
  {
    inputs,
    cells,
  }: { readonly inputs: Record<string, NumberArray>; readonly cells: ReadonlyMap<string, Cell> },
): Map<Node, Placed> {
  const placed = new Map<Node, Placed>();
  const lowering = new Lowering(engine, new Homes([], [], []));
  for (const node of nodes) {
    if (!node.op.leaf) continue;
    const { dtype, shape } = node.outputs[0]!;
    const array = memoryOf(node, { inputs, cells });
    placed.set(node, lowering.external(engine.plain(shape, dtype), array));
  }
  return placed;
}

function memoryOf(
  node: Node,
  {
    inputs,
    cells,
  }: { readonly inputs: Record<string, NumberArray>; readonly cells: ReadonlyMap<string, Cell> },
): NumberArray {
  const value = outputOf(node);
  const { dtype, shape } = value.type;
  if (node.op.leaf === "state") return cellFor({ name: nameOf(value), value }, cells).data;
  const array = allocateArray(dtype, sizeOf(shape));
  if (node.op.leaf === "constant") array.set((node.attrs as ConstantAttrs).data);
  else inputs[nameOf(value)] = array;
  return array;
}

function lowerNode(context: Lowering, chains: Chains, node: Node): void {
  if (chains.has(node)) return; // computed with the node that reads it
  context.begin(node);
  const lower = loweringOf(node);
  if (chains.endsIn(node)) {
    lowerChain(context, chains, node);
  } else if (lower === "host" || !lower(context, node)) {
    context.emitHost(node, kernelOf(node));
  }
}

/** Operations of users' own are not in the table and bring a loop. */
function loweringOf({ op }: Node): Lower<unknown> | "host" {
  const name = op.name as Exclude<OpName, "input" | "state" | "constant">;
  return ops[name] === op ? (lowerings[name] as Lower<unknown> | "host") : "host";
}

/** A value in memory that no update of a state can change. */
function freshCopy(context: Lowering, value: Value): Placed {
  const placed = context.plain(value);
  if (!placed.buffer.external) return placed;
  const copy = context.room(placed.layout);
  context.copy(placed, copy);
  return copy;
}

/** An output that is a state or input itself is copied, so that it shows this run's value. */
function keepApart(context: Lowering, placed: Placed, leaves: ReadonlyMap<Node, Placed>): Placed {
  const isLeaf = [...leaves.values()].some(({ buffer }) => buffer === placed.buffer);
  if (!isLeaf) return placed;
  const copy = context.room(context.engine.plain(placed.layout.shape, placed.layout.dtype));
  context.copy(placed, copy);
  return copy;
}
