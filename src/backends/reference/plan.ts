import type { Dtype, NumberArray } from "../../core/dtype.ts";
import { showShape, sizeOf } from "../../core/shape.ts";
import { type Graph, leavesOf, nodesOf } from "../../graph/graph.ts";
import type { Kernel, Tensor } from "../../graph/kernel.ts";
import type { Node, TensorType, Value } from "../../graph/node.ts";
import type { ConstantAttrs } from "../../ops/leaves.ts";
import type { Executable, MemoryUse } from "../backend.ts";
import { kernelOf } from "../kernels/index.ts";
import { withRounding } from "../kernels/withRounding.ts";
import { type ProfiledStep, profileSteps } from "../profile.ts";
import { type Cell, cellFor } from "../states.ts";

/** Where a plan takes its memory from. */
export interface Memory {
  readonly cells: ReadonlyMap<string, Cell>;
  allocate(dtype: Dtype, length: number): NumberArray;
}

/** One kernel with everything it is called with. */
interface Step {
  readonly name: string;
  readonly layer: string | undefined;
  readonly kernel: Kernel<unknown>;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attrs: unknown;
}

interface Copy {
  readonly from: NumberArray;
  readonly to: NumberArray;
}

/** Gives every value of a graph its own array, views their source's, and lists the kernels in order. */
export function plan(graph: Graph, memory: Memory): Executable {
  const arrays = new Map<Node, readonly NumberArray[]>();
  const arrayOf = ({ node, index }: Value) => arrays.get(node)![index]!;
  const allocate = ({ dtype, shape }: TensorType) => memory.allocate(dtype, sizeOf(shape));

  const inputs: Record<string, NumberArray> = {};
  for (const { name, value } of leavesOf(graph, "input")) {
    inputs[name] = allocate(value.type);
    arrays.set(value.node, [inputs[name]]);
  }
  for (const leaf of leavesOf(graph, "state")) {
    arrays.set(leaf.value.node, [cellFor(leaf, memory.cells).data]);
  }

  const steps: Step[] = [];
  for (const node of nodesOf(graph)) {
    if (arrays.has(node)) continue;
    const own = node.op.view ? [arrayOf(node.inputs[0]!)] : node.outputs.map(allocate);
    arrays.set(node, own);
    if (node.op.leaf === "constant") own[0]!.set((node.attrs as ConstantAttrs).data);
    else if (!node.op.view) steps.push(stepOf(node, own, arrayOf));
  }

  const copies: Copy[] = [];
  /** An array that keeps the value of a run whatever is written to inputs and states afterwards. */
  const kept = (value: Value): NumberArray => {
    const from = arrayOf(value);
    if (!isLeafMemory(value)) return from;
    const to = allocate(value.type);
    copies.push({ from, to });
    return to;
  };
  const outputs: Record<string, NumberArray> = {};
  for (const [name, value] of Object.entries(graph.outputs)) outputs[name] = kept(value);
  const updates = graph.updates.map(
    ({ state, value }): Copy => ({ from: kept(value), to: arrayOf(state) }),
  );

  return {
    inputs,
    outputs,
    run() {
      for (const { kernel, inputs, outputs, attrs } of steps) kernel(inputs, outputs, attrs);
      for (const { from, to } of copies) to.set(from);
      for (const { from, to } of updates) to.set(from);
    },
    arenaBytes: bytesOf(steps),
    memory: memoryOf(steps),
    profile: (runs) => profileSteps(steps.map(describeStep), runs),
    dispose() {},
  };
}

function describeStep({ name, layer, kernel, inputs, outputs, attrs }: Step): ProfiledStep {
  return {
    call: () => kernel(inputs, outputs, attrs),
    name,
    implementation: "loop",
    layer,
    shape: showShape(outputs[0]!.shape),
  };
}

function stepOf(
  node: Node,
  arrays: readonly NumberArray[],
  arrayOf: (value: Value) => NumberArray,
): Step {
  return {
    name: node.op.name,
    layer: node.layer,
    kernel: withRounding(kernelOf(node), node.outputs),
    inputs: node.inputs.map((value) => ({ shape: value.type.shape, data: arrayOf(value) })),
    outputs: node.outputs.map(({ shape }, index) => ({ shape, data: arrays[index]! })),
    attrs: node.attrs,
  };
}

/** Whether a value is an input, state or constant, or a view of one. */
function isLeafMemory({ node }: Value): boolean {
  return node.op.view ? isLeafMemory(node.inputs[0]!) : node.op.leaf !== undefined;
}

/** Every value has memory of its own and keeps it. */
function memoryOf(steps: readonly Step[]): MemoryUse {
  const bytes = bytesOf(steps);
  const peak = steps.flatMap(({ name, layer, outputs }) =>
    outputs.map(({ shape, data }) => ({
      bytes: data.byteLength,
      name,
      layer,
      shape: showShape(shape),
    })),
  );
  return {
    apart: bytes,
    shared: bytes,
    scratchpad: 0,
    peak: peak.sort((a, b) => b.bytes - a.bytes),
  };
}

function bytesOf(steps: readonly Step[]): number {
  let bytes = 0;
  for (const { outputs } of steps) for (const { data } of outputs) bytes += data.byteLength;
  return bytes;
}
