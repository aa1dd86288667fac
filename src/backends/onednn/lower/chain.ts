import { BackendError } from "../../../core/errors.ts";
import { type Shape, sameShape } from "../../../core/shape.ts";
import { type Node, nodeTitle, type Op, type Value } from "../../../graph/node.ts";
import { addOp } from "../../../ops/add.ts";
import { type AffineAttrs, affineOp } from "../../../ops/affine.ts";
import { divOp } from "../../../ops/div.ts";
import { mulOp } from "../../../ops/mul.ts";
import { subOp } from "../../../ops/sub.ts";
import type { OperandScale, PostOp } from "../attributes.ts";
import type { Chains } from "../chains.ts";
import { algorithm, argument, structBytes } from "../constants.ts";
import type { Layout } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";

/** Something that is done to a result before it is written, with the operand of what takes two. */
interface Link {
  readonly postOp: PostOp;
  readonly operand?: Placed;
}

/** The binary primitive that a chain begins with, and what else its first operation needs. */
interface Start {
  readonly kind: number;
  readonly left: Placed;
  readonly right: Placed;
  readonly operandScales: readonly OperandScale[];
  readonly links: readonly Link[];
}

const kinds = new Map<Op, number>([
  [addOp, algorithm.add],
  [subOp, algorithm.sub],
  [mulOp, algorithm.mul],
  [divOp, algorithm.div],
]);

/**
 * Computes the chain that ends in a node in one pass over memory.
 *
 * @throws {BackendError} when oneDNN cannot: its nodes have no steps of their own to go back to
 */
export function lowerChain(context: Lowering, chains: Chains, end: Node): void {
  const { engine } = context;
  const nodes = chains.linksTo(end);
  const { kind, left, right, operandScales, links: own } = startOf(context, chains, nodes[0]!);
  const { layout } = left;
  const rest = nodes
    .slice(1)
    .flatMap((node, index) => linksOf(context, node, { before: nodes[index]!, layout }));
  const links = [...own, ...rest];
  const primitive = engine.primitive(
    structBytes.binary,
    (descriptor) => {
      const [a, b] = [layout.descriptor, right.layout.descriptor];
      return engine.functions.binary(descriptor, kind, a, b, a);
    },
    { operandScales, postOps: links.map(({ postOp }) => postOp) },
  );
  if (!primitive) {
    throw new BackendError(
      `Cannot compute ${nodeTitle(end)} and the ${nodes.length - 1} operations before it at once: oneDNN has no such primitive, needs the reference backend`,
    );
  }
  const operands = links.flatMap(({ operand }, index) =>
    operand ? [[argument.postOperand(index), operand] as const] : [],
  );
  const tensors = [[argument.src, left] as const, [argument.src1, right] as const, ...operands];
  const target = context.define(outputOf(end), layout);
  context.emit(end.op.name, primitive, [...tensors, [argument.dst, target]], left);
}

/** A function of one operand becomes a multiplication by 1 and what is done to its result. */
function startOf(context: Lowering, chains: Chains, node: Node): Start {
  const isScaled = node.inputs.map((input) => chains.has(input.node));
  const [a, b] = node.inputs.map((input, at) => (isScaled[at] ? input.node.inputs[0]! : input));
  const left = context.home(a!);
  if (!b) {
    const right = numberFor(context, left.layout, 1);
    const links = functionOf(context, node, left.layout);
    return { kind: algorithm.mul, left, right, operandScales: [], links };
  }
  const operandScales = [argument.src, argument.src1].flatMap((own, at) => {
    const { attrs } = node.inputs[at]!.node;
    return isScaled[at] ? [{ argument: own, scale: (attrs as AffineAttrs).scale }] : [];
  });
  const right = operandOf(context, node, { value: b, layout: left.layout });
  return { kind: kinds.get(node.op)!, left, right, operandScales, links: [] };
}

/** What a node does to the result of the one before. */
function linksOf(
  context: Lowering,
  node: Node,
  { before, layout }: { readonly before: Node; readonly layout: Layout },
): Link[] {
  if (node.inputs.length === 1) return functionOf(context, node, layout);
  const at = node.inputs.findIndex((input) => input.node === before);
  const operand = operandOf(context, node, { value: node.inputs[1 - at]!, layout });
  // What stands second has to be made to stand first: a - b = -b + a and a / b = b⁻¹ · a.
  if (at === 1 && node.op === subOp) {
    return [binary(mulOp, numberFor(context, layout, -1)), binary(addOp, operand)];
  }
  if (at === 1 && node.op === divOp) return [reciprocal, binary(mulOp, operand)];
  return [binary(node.op, operand)];
}

const root: Link = { postOp: { kind: "eltwise", algorithm: algorithm.sqrt } };
const reciprocal: Link = {
  postOp: { kind: "eltwise", algorithm: algorithm.pow, alpha: 1, beta: -1 },
};

function functionOf(context: Lowering, { op, attrs }: Node, layout: Layout): Link[] {
  if (op !== affineOp) return [root];
  const { scale, shift } = attrs as AffineAttrs;
  return [
    ...(scale === 1 ? [] : [binary(mulOp, numberFor(context, layout, scale))]),
    ...(shift === 0 ? [] : [binary(addOp, numberFor(context, layout, shift))]),
  ];
}

function binary(op: Op, operand: Placed): Link {
  return {
    postOp: { kind: "binary", algorithm: kinds.get(op)!, operand: operand.layout },
    operand,
  };
}

/** One number for all elements. */
function numberFor(context: Lowering, layout: Layout, value: number): Placed {
  return context.constant(context.engine.plain(ones(layout.shape)), value);
}

/** A node's operand in the layout of the chain, or the single number that it is. */
function operandOf(
  context: Lowering,
  { outputs: [y] }: Node,
  { value, layout }: { readonly value: Value; readonly layout: Layout },
): Placed {
  if (sameShape(value.type.shape, y!.shape)) return context.in(value, layout);
  return { ...context.plain(value), layout: context.engine.plain(ones(layout.shape)) };
}

function ones(shape: Shape): Shape {
  return shape.map(() => 1);
}
