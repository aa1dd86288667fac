import { type Shape, sameShape, sizeOf } from "../../../core/shape.ts";
import type { Value } from "../../../graph/node.ts";
import type { AffineAttrs } from "../../../ops/affine.ts";
import type { NoAttrs } from "../../../ops/shapeRules.ts";
import type { ToFloatAttrs } from "../../../ops/toFloat.ts";
import { algorithm, argument, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Lower } from "./lower.ts";

type Unary = "relu" | "tanh" | "sigmoid" | "exp" | "log";
type Binary = "add" | "sub" | "mul" | "div" | "equal";

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

export const lowerAffine: Lower<AffineAttrs> = (context, node) => {
  const x = context.home(node.inputs[0]!);
  const { scale, shift } = node.attrs;
  const linear = { kind: algorithm.linear, alpha: scale, beta: shift };
  const primitive = eltwise(context.engine, x.layout, linear);
  if (!primitive) return false;
  context.emit("affine", primitive, [
    [argument.src, x],
    [argument.dst, context.define(outputOf(node), x.layout)],
  ]);
  return true;
};

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

export function lowerBinary(name: Binary): Lower<NoAttrs> {
  const commutes = name === "add" || name === "mul" || name === "equal";
  return (context, node) => {
    const { shape } = node.outputs[0]!;
    const [a, b] = node.inputs;
    const whole = sameShape(a!.type.shape, shape);
    if (!whole && !(commutes && sameShape(b!.type.shape, shape))) return false;
    return emitBinary(context, name, {
      whole: whole ? a! : b!,
      other: whole ? b! : a!,
      y: outputOf(node),
    });
  };
}

/** Raw numbers to f32: a reorder that scales. */
export const lowerToFloat: Lower<ToFloatAttrs> = (context, node) => {
  const target = context.define(outputOf(node), context.engine.plain(node.outputs[0]!.shape));
  const { scale } = node.attrs;
  context.copy(context.plain(node.inputs[0]!), target, scale === 1 ? {} : { scale });
  return true;
};

interface BinaryOperands {
  readonly whole: Value;
  readonly other: Value;
  readonly y: Value;
}

/** `whole` has the result's shape; `other` may have to be stretched. */
function emitBinary(context: Lowering, name: Binary, { whole, other, y }: BinaryOperands): boolean {
  const { engine } = context;
  const small = sizeOf(other.type.shape) === 1;
  const equal = sameShape(whole.type.shape, other.type.shape);
  const left = small || equal ? context.home(whole) : context.plain(whole);
  const right: Placed = equal
    ? context.in(other, left.layout)
    : {
        ...context.plain(other),
        layout: engine.plain(withLeadingOnes(other.type.shape, whole.type.shape.length)),
      };
  const { binary } = engine.functions;
  const primitive = engine.primitive(structBytes.binary, (descriptor) =>
    binary(
      descriptor,
      algorithm[name],
      left.layout.descriptor,
      right.layout.descriptor,
      left.layout.descriptor,
    ),
  );
  if (!primitive) return false;
  context.emit(name, primitive, [
    [argument.src, left],
    [argument.src1, right],
    [argument.dst, context.define(y, left.layout)],
  ]);
  return true;
}

function withLeadingOnes(shape: Shape, rank: number): Shape {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}

function eltwise(
  engine: Engine,
  layout: Layout,
  {
    kind,
    alpha = 0,
    beta = 0,
  }: { readonly kind: number; readonly alpha?: number; readonly beta?: number },
): Primitive | null {
  const { eltwiseForward } = engine.functions;
  return engine.primitive(structBytes.eltwise, (descriptor) =>
    eltwiseForward(descriptor, propagation.training, kind, layout.descriptor, alpha, beta),
  );
}
