import { type Shape, sameShape, sizeOf } from "../../../core/shape.ts";
import type { Node, Value } from "../../../graph/node.ts";
import type { AffineAttrs } from "../../../ops/affine.ts";
import type { NoAttrs } from "../../../ops/shapeRules.ts";
import { algorithm, argument, structBytes } from "../constants.ts";
import type { Engine } from "../engine.ts";
import { type Lowering, outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { eltwise } from "./elementwise.ts";
import type { Lower } from "./lower.ts";
import { isAsTyped, layoutForAll, stretchedTo } from "./stretch.ts";

type Binary =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "maximum"
  | "minimum"
  | "equal"
  | "less"
  | "lessEqual";

/** A fixed scale and shift, in whatever layout the operand lies. */
export const lowerAffine: Lower<AffineAttrs> = (context, node) => {
  const x = context.home(node.inputs[0]!);
  const { scale, shift } = node.attrs;
  const primitive = eltwise(context.engine, x.layout, {
    kind: algorithm.linear,
    alpha: scale,
    beta: shift,
  });
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"] = [
    [argument.src, x],
    [argument.dst, context.define(outputOf(node), x.layout)],
  ];
  context.emit("affine", primitive, tensors, x);
  return true;
};

/** Elementwise operations on two operands. */
export function lowerBinary(name: Binary): Lower<NoAttrs> {
  return (context, node) => emit(context, outputOf(node), draftBinary(context, node, name));
}

/** The operands of a binary primitive, of which the first has the result's layout. */
interface Draft {
  readonly name: string;
  readonly left: Placed;
  readonly right: Placed;
}

/** Operands as they are where oneDNN is fast at it, else stretched to one shape beforehand. */
function draftBinary(context: Lowering, node: Node, name: Binary): Draft {
  const operands = orderedOperands(node, name);
  return (operands && draftOrdered(context, name, operands)) ?? draftStretched(context, node, name);
}

/** One operand has the result's shape, the other too or it is stretched as it is read; null where that is slow. */
function draftOrdered(
  context: Lowering,
  name: Binary,
  [whole, other]: readonly [Value, Value],
): Draft | null {
  const home = context.home(whole);
  if (sameShape(whole.type.shape, other.type.shape)) {
    return { name, left: home, right: context.in(other, home.layout) };
  }
  const isScalar = sizeOf(other.type.shape) === 1;
  const left = isScalar || isAsTyped(home.layout, whole.type) ? home : context.plain(whole);
  const plain = context.plain(other);
  const layout = context.engine.plain(
    withLeadingOnes(other.type.shape, left.layout.shape.length),
    plain.layout.dtype,
  );
  const draft = { name, left, right: { ...plain, layout } };
  return primitiveOf(context.engine, draft)?.implementation.startsWith("ref") ? null : draft;
}

/** Both operands in the layout of the one that has the result's shape, or plain; what has another shape is repeated. */
function draftStretched(context: Lowering, node: Node, name: Binary): Draft {
  const layout = layoutForAll(context, node);
  const [left, right] = node.inputs.map((input) => stretchedTo(context, input, layout));
  return { name, left: left!, right: right! };
}

function primitiveOf(engine: Engine, { name, left, right }: Draft) {
  const { binary } = engine.functions;
  const kind = algorithm[name as Binary];
  const [a, b] = [left.layout.descriptor, right.layout.descriptor];
  return engine.primitive(structBytes.binary, (descriptor) => binary(descriptor, kind, a, b, a));
}

function emit(context: Lowering, y: Value, draft: Draft): boolean {
  const { name, left, right } = draft;
  const primitive = primitiveOf(context.engine, draft);
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"] = [
    [argument.src, left],
    [argument.src1, right],
    [argument.dst, context.define(y, left.layout)],
  ];
  context.emit(name, primitive, tensors, left);
  return true;
}

const commutative: ReadonlySet<Binary> = new Set(["add", "mul", "equal", "maximum", "minimum"]);

/** The operand with the result's shape first; null where the order matters and it stands second. */
function orderedOperands(node: Node, name: Binary): readonly [Value, Value] | null {
  const { shape } = node.outputs[0]!;
  const [a, b] = node.inputs;
  const commutes = commutative.has(name);
  if (sameShape(a!.type.shape, shape)) return [a!, b!];
  return commutes && sameShape(b!.type.shape, shape) ? [b!, a!] : null;
}

function withLeadingOnes(shape: Shape, rank: number): Shape {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}
