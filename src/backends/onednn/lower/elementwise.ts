import type { Node } from "../../../graph/node.ts";
import { type ElementwiseAttrs, isFromOutput } from "../../../ops/elementwise.ts";
import type { NoAttrs } from "../../../ops/shapeRules.ts";
import type { ToFloatAttrs } from "../../../ops/toFloat.ts";
import type { Attributes } from "../attributes.ts";
import { algorithm, argument, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

type Unary = "relu" | "tanh" | "sigmoid" | "exp" | "log";

/** Elementwise functions of one operand, in whatever layout it lies. */
export function lowerUnary(name: Unary): Lower<NoAttrs> {
  const kind = algorithm[name];
  return (context, node) => emitForward(context, node, { name, kind });
}

/** Gradients of activations from their outputs: inputs y and dy. */
export function lowerUnaryGrad(name: "relu" | "tanh" | "sigmoid"): Lower<NoAttrs> {
  const kind = algorithm[`${name}FromOutput`];
  return (context, node) => emitGrad(context, node, { name, kind, source: argument.dst });
}

/** A function with constants of its own, in whatever layout its operand lies. */
export const lowerElementwise: Lower<ElementwiseAttrs> = (context, node) =>
  emitForward(context, node, { name: node.attrs.function, ...forwardOf(node.attrs) });

/** Its gradient from x or y, as `isFromOutput` says. */
export const lowerElementwiseGrad: Lower<ElementwiseAttrs> = (context, node) =>
  emitGrad(context, node, { name: node.attrs.function, ...backwardOf(node.attrs) });

interface Named extends EltwiseFunction {
  readonly name: string;
}

interface Gradient extends Named {
  /** Whether the first input is the function's operand or its result. */
  readonly source: typeof argument.src | typeof argument.dst;
}

function emitForward<Attrs>(
  context: Lowering,
  node: Node<Attrs>,
  { name, ...own }: Named,
): boolean {
  const x = context.home(node.inputs[0]!);
  const primitive = eltwise(context.engine, x.layout, own);
  if (!primitive) return false;
  const y = context.define(outputOf(node), x.layout);
  context.emit(
    name,
    primitive,
    [
      [argument.src, x],
      [argument.dst, y],
    ],
    x,
  );
  return true;
}

/** dy times a derivative: inputs x or y, and dy. */
function emitGrad<Attrs>(
  context: Lowering,
  node: Node<Attrs>,
  { name, source, ...own }: Gradient,
): boolean {
  const from = context.home(node.inputs[0]!);
  const primitive = eltwiseBackward(context.engine, from.layout, own);
  if (!primitive) return false;
  const dy = context.in(node.inputs[1]!, from.layout);
  const dx = context.define(outputOf(node), from.layout);
  context.emit(
    `${name}Grad`,
    primitive,
    [
      [source, from],
      [argument.diffDst, dy],
      [argument.diffSrc, dx],
    ],
    dy,
  );
  return true;
}

/** The number of a function and what it reads as alpha and beta. */
function forwardOf(attrs: ElementwiseAttrs): EltwiseFunction {
  switch (attrs.function) {
    case "pow":
      return { kind: algorithm.pow, alpha: 1, beta: attrs.exponent };
    case "clip":
      return { kind: algorithm.clip, alpha: attrs.low, beta: attrs.high };
    case "leakyRelu":
      return { kind: algorithm.relu, alpha: attrs.slope };
    case "elu":
      return { kind: algorithm.elu, alpha: attrs.alpha };
    case "silu":
      return { kind: algorithm.silu, alpha: 1 };
    default:
      return { kind: algorithm[attrs.function] };
  }
}

/** The numbers of functions for gradients from y. */
const fromOutput = {
  clip: algorithm.clipFromOutput,
  leakyRelu: algorithm.reluFromOutput,
  elu: algorithm.eluFromOutput,
} as const;

function backwardOf(attrs: ElementwiseAttrs): Omit<Gradient, "name"> {
  return isFromOutput(attrs)
    ? { ...forwardOf(attrs), kind: fromOutput[attrs.function], source: argument.dst }
    : { ...forwardOf(attrs), source: argument.src };
}

/** Raw numbers to f32: a reorder that scales. */
export const lowerToFloat: Lower<ToFloatAttrs> = (context, node) => {
  const target = context.define(outputOf(node), context.engine.plain(node.outputs[0]!.shape));
  const { scale } = node.attrs;
  context.copy(context.plain(node.inputs[0]!), target, scale === 1 ? {} : { scale });
  return true;
};

/** A function by its number, and its constants in the library's order. */
export interface EltwiseFunction {
  readonly kind: number;
  readonly alpha?: number;
  readonly beta?: number;
}

export interface EltwiseOptions extends EltwiseFunction, Attributes {}

/** A function of single numbers, applied to a whole tensor. */
export function eltwise(
  engine: Engine,
  layout: Layout,
  { kind, alpha = 0, beta = 0, ...attributes }: EltwiseOptions,
): Primitive | null {
  const { eltwiseForward } = engine.functions;
  return engine.primitive(
    structBytes.eltwise,
    (descriptor) =>
      eltwiseForward(descriptor, propagation.training, kind, layout.descriptor, alpha, beta),
    attributes,
  );
}

/** The gradient of a function of single numbers, applied to a whole tensor. */
export function eltwiseBackward(
  engine: Engine,
  layout: Layout,
  { kind, alpha = 0, beta = 0 }: EltwiseFunction,
): Primitive | null {
  const hint = eltwise(engine, layout, { kind, alpha, beta });
  if (!hint) return null;
  const { functions } = engine;
  const md = layout.descriptor;
  return engine.primitive(
    structBytes.eltwise,
    (descriptor) => functions.eltwiseBackward(descriptor, kind, md, md, alpha, beta),
    { hint: hint.descriptor },
  );
}
