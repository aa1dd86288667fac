import { type Shape, sameShape, sizeOf } from "../../../core/shape.ts";
import type { Node, Value } from "../../../graph/node.ts";
import { addOp } from "../../../ops/add.ts";
import type { AffineAttrs } from "../../../ops/affine.ts";
import { affineOp } from "../../../ops/affine.ts";
import { mulOp } from "../../../ops/mul.ts";
import type { NoAttrs } from "../../../ops/shapeRules.ts";
import { subOp } from "../../../ops/sub.ts";
import { algorithm, argument, structBytes } from "../constants.ts";
import type { Attributes, PostOp } from "../engine.ts";
import { type Lowering, outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { eltwise } from "./elementwise.ts";
import type { Lower } from "./lower.ts";

type Binary = "add" | "sub" | "mul" | "div" | "equal";

/**
 * Multiplications are left to the sum or difference that alone reads them: p - rate·g is one pass over memory instead of
 * two, and optimisers consist of little else.
 */
export const lowerAffine: Lower<AffineAttrs> = (context, node) => {
  if (node.attrs.shift === 0 && isLeftToReader(context, node)) return true;
  const x = context.home(node.inputs[0]!);
  const { scale, shift } = node.attrs;
  const primitive = eltwise(context.engine, x.layout, {
    kind: algorithm.linear,
    alpha: scale,
    beta: shift,
  });
  if (!primitive) return false;
  context.emit("affine", primitive, [
    [argument.src, x],
    [argument.dst, context.define(outputOf(node), x.layout)],
  ]);
  return true;
};

/** Elementwise operations on two operands, and what was left to them by `isLeftToReader`. */
export function lowerBinary(name: Binary): Lower<NoAttrs> {
  return (context, node) => {
    if (name === "mul" && isLeftToReader(context, node)) return true;
    const at = node.inputs.findIndex((input) => context.isDeferred(input.node));
    const first = node.inputs[at]?.node;
    if (first?.op === affineOp) return emitScaled(context, node, at);
    if (first) return emitProduct(context, node, at);
    return emit(context, outputOf(node), draftBinary(context, node, name));
  };
}

/** A binary primitive on its operands, still open for what comes after it. */
interface Draft {
  readonly name: string;
  readonly left: Placed;
  readonly right: Placed;
  readonly attributes?: Attributes;
  /** Tensors that the attributes read. */
  readonly more?: PrimitiveStep["tensors"];
}

/** One operand must have the result's shape; the other may have to be stretched. */
function draftBinary(context: Lowering, node: Node, name: Binary): Draft | null {
  const operands = orderedOperands(node, name);
  if (!operands) return null;
  const [whole, other] = operands;
  const isScalar = sizeOf(other.type.shape) === 1;
  if (sameShape(whole.type.shape, other.type.shape)) {
    const left = context.home(whole);
    return { name, left, right: context.in(other, left.layout) };
  }
  const stretched = withLeadingOnes(other.type.shape, whole.type.shape.length);
  return {
    name,
    left: isScalar ? context.home(whole) : context.plain(whole),
    right: { ...context.plain(other), layout: context.engine.plain(stretched) },
  };
}

function emit(context: Lowering, y: Value, draft: Draft | null): boolean {
  if (!draft) return false;
  const { name, left, right, attributes = {}, more = [] } = draft;
  const { engine } = context;
  const { binary } = engine.functions;
  const kind = algorithm[name as Binary];
  const [a, b] = [left.layout.descriptor, right.layout.descriptor];
  const primitive = engine.primitive(
    structBytes.binary,
    (descriptor) => binary(descriptor, kind, a, b, a),
    attributes,
  );
  if (!primitive) return false;
  context.emit(name, primitive, [
    [argument.src, left],
    [argument.src1, right],
    ...more,
    [argument.dst, context.define(y, left.layout)],
  ]);
  return true;
}

/** Whether a node waits for a sum or difference that reads it and nothing else does. */
function isLeftToReader(context: Lowering, node: Node): boolean {
  const value = outputOf(node);
  const [reader, ...others] = context.readersOnly(value);
  const isPair =
    reader !== undefined &&
    others.length === 0 &&
    (reader.op === addOp || reader.op === subOp) &&
    reader.inputs.every((input) => sameShape(input.type.shape, value.type.shape)) &&
    !reader.inputs.some((input) => context.isDeferred(input.node)) &&
    (node.op !== mulOp || isSimpleProduct(node));
  if (isPair) context.defer(node);
  return isPair;
}

/** A sum or difference of something scaled and something else: the scale is applied as the operand is read. */
function emitScaled(context: Lowering, node: Node, at: number): boolean {
  const scaled = node.inputs[at]!.node as Node<AffineAttrs>;
  const [a, b] = node.inputs.with(at, scaled.inputs[0]!);
  const left = context.home(a!);
  return emit(context, outputOf(node), {
    name: node.op.name,
    left,
    right: context.in(b!, left.layout),
    attributes: {
      operandScale: {
        argument: at === 0 ? argument.src : argument.src1,
        scale: scaled.attrs.scale,
      },
    },
  });
}

/** A sum or difference of a product and something else: product + other, product - other, or -product + other. */
function emitProduct(context: Lowering, node: Node, at: number): boolean {
  const draft = draftBinary(context, node.inputs[at]!.node, "mul")!;
  const other = context.in(node.inputs[1 - at]!, draft.left.layout);
  const isNegative = node.op === subOp && at === 1;
  const postOps: PostOp[] = [
    ...(isNegative ? [{ kind: "eltwise", algorithm: algorithm.linear, alpha: -1 } as const] : []),
    {
      kind: "binary",
      algorithm: node.op === subOp && at === 0 ? algorithm.sub : algorithm.add,
      operand: other.layout,
    },
  ];
  return emit(context, outputOf(node), {
    ...draft,
    attributes: { postOps },
    more: [[argument.postOperand(postOps.length - 1), other]],
  });
}

/** Whether oneDNN has a fast primitive for a product followed by a sum: equal shapes, or one number for all. */
function isSimpleProduct({ inputs, outputs: [y] }: Node): boolean {
  return inputs.every(({ type: { shape } }) => sameShape(shape, y!.shape) || sizeOf(shape) === 1);
}

/** The operand with the result's shape first; null where the order matters and it stands second. */
function orderedOperands(node: Node, name: Binary): readonly [Value, Value] | null {
  const { shape } = node.outputs[0]!;
  const [a, b] = node.inputs;
  const commutes = name === "add" || name === "mul" || name === "equal";
  if (sameShape(a!.type.shape, shape)) return [a!, b!];
  return commutes && sameShape(b!.type.shape, shape) ? [b!, a!] : null;
}

function withLeadingOnes(shape: Shape, rank: number): Shape {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}
