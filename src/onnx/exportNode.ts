import type { Dtype } from "../core/dtype.ts";
import { GraphError } from "../core/errors.ts";
import { nameOf } from "../graph/graph.ts";
import { type Node, nodeTitle, shapeOf, type Value } from "../graph/node.ts";
import { type OpName, ops } from "../ops/index.ts";
import type { ConstantAttrs } from "../ops/leaves.ts";
import type { OnnxBuilder, ValueName } from "./builder.ts";
import type { ExportCall, Exporter, NotExported, Operand } from "./exporter.ts";
import { exporters } from "./exporters/index.ts";
import { type Extent, extentsOf } from "./extents.ts";
import type { ElementType } from "./model.ts";

/** A node for the smaller and for the larger of the probed batch sizes. */
export interface NodePair {
  readonly node: Node;
  readonly larger: Node;
}

/** What there is when a node's turn comes. */
export interface ExportContext {
  readonly builder: OnnxBuilder;
  /** The nodes exported so far. */
  readonly names: Map<Node, ValueName>;
  /** The numbers of states. */
  readonly numbers: ReadonlyMap<string, Float32Array>;
}

/** Attributes that may differ between batch sizes; shapes are derived from the values'. */
const sizes: ReadonlySet<string> = new Set(["shape", "start", "inputShape", "data"]);

/** JavaScript has no array of bf16, so that f32 holds its numbers. */
const elementTypeOf: { readonly [D in Dtype]: ElementType } = {
  f32: "float",
  bf16: "float",
  i32: "int32",
  u8: "uint8",
};

/**
 * Adds what computes a node's first output.
 *
 * @throws {GraphError} when it has no counterpart in ONNX
 */
export function exportNode(pair: NodePair, context: ExportContext): void {
  const { node } = pair;
  context.builder.layer = node.layer;
  context.names.set(node, nameFor(pair, context));
}

function nameFor(pair: NodePair, context: ExportContext): ValueName {
  const { node } = pair;
  const { builder, numbers } = context;
  const value: Value = { node, index: 0, type: node.outputs[0]! };
  switch (node.op.leaf) {
    case "input":
      return inputName(value, builder);
    case "state": {
      const name = nameOf(value);
      return builder.tensor(name, {
        type: "float",
        data: numbers.get(name)!,
        shape: shapeOf(value),
      });
    }
    case "constant":
      return addConstant(pair, builder);
    case undefined:
      return addComputed(pair, context);
    default:
      return node.op.leaf satisfies never;
  }
}

function inputName(value: Value, { input }: OnnxBuilder): ValueName {
  const name = nameOf(value);
  if (name === input) return input;
  throw new GraphError(
    `Cannot export a network with the input "${name}" to ONNX: needs no input but "${input}"`,
  );
}

/** A constant that grows with the batch is one number everywhere. */
function addConstant(pair: NodePair, builder: OnnxBuilder): ValueName {
  const refuse = refusalOf(pair.node);
  const { data, dtype, shape } = pair.node.attrs as ConstantAttrs;
  const larger = pair.larger.attrs as ConstantAttrs;
  const extents = extentsOf(shape, larger.shape);
  const type = elementTypeOf[dtype];
  if (extents.every((extent) => typeof extent === "number")) {
    if (!data.every((item, index) => Object.is(item, larger.data[index]))) {
      refuse("what it holds depends on the batch size, needs the same for all");
    }
    return builder.tensor("constant", { type, data, shape });
  }
  if (!larger.data.every((item) => item === data[0])) {
    refuse("it holds other numbers for every example, needs the same for all");
  }
  const single = builder.tensor("constant", { type, data: data.subarray(0, 1), shape: [] });
  return builder.expand(single, { from: [], to: extents });
}

function addComputed(pair: NodePair, { builder, names }: ExportContext): ValueName {
  const { node, larger } = pair;
  const refuse = refusalOf(node);
  if (ops[node.op.name as OpName] !== node.op) {
    refuse("it is an operation of one's own, needs one of the engine's");
  }
  const exporter = exporters[node.op.name as keyof typeof exporters] as
    | Exporter<unknown>
    | NotExported;
  if ("none" in exporter) return refuse(`${exporter.none}, needs a network without it`);
  if (textOf(node.attrs) !== textOf(larger.attrs)) {
    refuse("its settings depend on the batch size, needs the same for all");
  }
  const call: ExportCall<unknown> = {
    inputs: node.inputs.map((value, index) => operandOf(value, larger.inputs[index]!, names)),
    shape: extentsBetween(node, larger, 0),
    attrs: node.attrs,
    attrsOfLarger: larger.attrs,
    refuse,
  };
  return exporter(builder, call);
}

function operandOf(value: Value, larger: Value, names: ReadonlyMap<Node, ValueName>): Operand {
  const { node, index } = value;
  if (index > 0) refusalOf(node)("more than its first output is read, needs that alone");
  return {
    name: names.get(node)!,
    shape: extentsBetween(node, larger.node, index),
    data: node.op.leaf === "constant" ? (node.attrs as ConstantAttrs).data : undefined,
  };
}

function extentsBetween(node: Node, larger: Node, output: number): Extent[] {
  return extentsOf(node.outputs[output]!.shape, larger.outputs[output]!.shape);
}

/** Attributes without sizes and without functions, which no file can hold. */
function textOf(attrs: unknown): string {
  return JSON.stringify(attrs, (key, value: unknown) => (sizes.has(key) ? undefined : value));
}

function refusalOf(node: Node): (reason: string) => never {
  return (reason) => {
    throw new GraphError(`Cannot export ${nodeTitle(node)} to ONNX: ${reason}`);
  };
}
