import type { NoAttrs } from "../../../ops/shapeRules.ts";
import type { ToFloatAttrs } from "../../../ops/toFloat.ts";
import { algorithm, argument, propagation, structBytes } from "../constants.ts";
import type { Attributes, Engine, Layout, Primitive } from "../engine.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

type Unary = "relu" | "tanh" | "sigmoid" | "exp" | "log";

/** Elementwise functions of one operand, in whatever layout it lies. */
export function lowerUnary(name: Unary): Lower<NoAttrs> {
  return (context, node) => {
    const x = context.home(node.inputs[0]!);
    const primitive = eltwise(context.engine, x.layout, { kind: algorithm[name] });
    if (!primitive) return false;
    context.emit(name, primitive, [
      [argument.src, x],
      [argument.dst, context.define(outputOf(node), x.layout)],
    ]);
    return true;
  };
}

/** Gradients of activations from their outputs: inputs y and dy. */
export function lowerUnaryGrad(name: "relu" | "tanh" | "sigmoid"): Lower<NoAttrs> {
  return (context, node) => {
    const { engine } = context;
    const y = context.home(node.inputs[0]!);
    const kind = algorithm[`${name}FromOutput`];
    const hint = eltwise(engine, y.layout, { kind });
    if (!hint) return false;
    const { eltwiseBackward } = engine.functions;
    const md = y.layout.descriptor;
    const primitive = engine.primitive(
      structBytes.eltwise,
      (descriptor) => eltwiseBackward(descriptor, kind, md, md, 0, 0),
      { hint: hint.descriptor },
    );
    if (!primitive) return false;
    context.emit(`${name}Grad`, primitive, [
      [argument.dst, y],
      [argument.diffDst, context.in(node.inputs[1]!, y.layout)],
      [argument.diffSrc, context.define(outputOf(node), y.layout)],
    ]);
    return true;
  };
}

/** Raw numbers to f32: a reorder that scales. */
export const lowerToFloat: Lower<ToFloatAttrs> = (context, node) => {
  const target = context.define(outputOf(node), context.engine.plain(node.outputs[0]!.shape));
  const { scale } = node.attrs;
  context.copy(context.plain(node.inputs[0]!), target, scale === 1 ? {} : { scale });
  return true;
};

export interface EltwiseOptions extends Attributes {
  readonly kind: number;
  readonly alpha?: number;
  readonly beta?: number;
}

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
