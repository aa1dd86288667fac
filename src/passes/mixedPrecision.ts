import { type FloatDtype, isFloat } from "../core/dtype.ts";
import { sizeOf } from "../core/shape.ts";
import type { Graph } from "../graph/graph.ts";
import { inPlace } from "../graph/layer.ts";
import { apply, type Node, type Value } from "../graph/node.ts";
import { cast, castOp } from "../ops/cast.ts";
import { type LinearAttrs, linearOp } from "../ops/linear.ts";
import { precisionOf } from "./precisionTable.ts";
import { readersOf, rewriteGraph } from "./rewrite.ts";

/**
 * The same graph in mixed precision: casts put where `precisionTable` asks for another type than a value has, one for
 * each value that needs any. Applied to a whole training graph, after differentiation, so that gradients are treated as
 * what they are and not as what they belong to. Inputs, states, updates and outputs keep their types.
 */
export function mixedPrecision(graph: Graph): Graph {
  const casts = new SharedCasts();
  const mixed = rewriteGraph(
    graph,
    (node, inputs) => {
      if (node.op.leaf) return null;
      return inPlace(node, () => {
        const operands = inPrecision(node, inputs, casts);
        const isKept = operands.every(
          (own, at) => own === inputs[at] && own.type.dtype === node.inputs[at]!.type.dtype,
        );
        return isKept ? null : apply(node.op, operands, node.attrs);
      });
    },
    (end) => casts.to(end, "f32"),
  );
  return writeSumsInF32(mixed);
}

/** A node's inputs in the types that its rule asks for. */
function inPrecision(node: Node, inputs: readonly Value[], casts: SharedCasts): Value[] {
  const { rule, operands = inputs.keys() } = precisionOf(node);
  const concerned = [...operands].flatMap((at) => inputs[at] ?? []).filter(isFloatValue);
  const dtype = rule === "follow" ? commonType(concerned) : rule;
  return inputs.map((input) => casts.to(input, concerned.includes(input) ? dtype : "f32"));
}

/**
 * The type in which operands meet: bf16 where all are, else f32, so that nothing that was computed in f32 is rounded on
 * the way. Single numbers have no say: a fixed factor would turn whole activations into f32.
 */
function commonType(operands: readonly Value[]): FloatDtype {
  const tensors = operands.filter(({ type }) => sizeOf(type.shape) > 1);
  const asked = tensors.length > 0 ? tensors : operands;
  return asked.every(({ type }) => type.dtype === "bf16") ? "bf16" : "f32";
}

/** Every value's cast, made once. */
class SharedCasts {
  readonly #made = new Map<Node, Map<number, Value>>();

  /** The value in a type; integers, and what has the type already, as they are. */
  to(value: Value, dtype: FloatDtype): Value {
    if (!isFloatValue(value) || value.type.dtype === dtype) return value;
    const own = this.#made.get(value.node) ?? new Map<number, Value>();
    this.#made.set(value.node, own);
    const made = own.get(value.index) ?? cast(value, dtype);
    own.set(value.index, made);
    return made;
  }
}

/** A linear layer that is only read in f32, as the last one is by the loss, writes its sums as they are. */
function writeSumsInF32(graph: Graph): Graph {
  const readers = readersOf(graph);
  return rewriteGraph(graph, (node, [sums]) => {
    if (node.op !== castOp || sums!.node.op !== linearOp || readers(node.inputs[0]!) > 1)
      return null;
    const { op, inputs, attrs } = sums!.node;
    const resultDtype = node.outputs[0]!.dtype as FloatDtype;
    return inPlace(sums!.node, () => apply(op, inputs, { ...(attrs as LinearAttrs), resultDtype }));
  });
}

function isFloatValue({ type }: Value): boolean {
  return isFloat(type.dtype);
}
