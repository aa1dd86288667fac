import { type Shape, stridesOf } from "../../../core/shape.ts";
import type { MatmulAttrs } from "../../../ops/matmul.ts";
import { argument, structBytes } from "../constants.ts";
import type { Engine, Layout } from "../engine.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

export const lowerMatmul: Lower<MatmulAttrs> = (context, node) => {
  const [a, b] = node.inputs;
  const { engine } = context;
  const left = operand(engine, a!.type.shape, node.attrs.transposeA);
  const right = operand(engine, b!.type.shape, node.attrs.transposeB);
  const result = engine.plain(node.outputs[0]!.shape);
  const { matmul } = engine.functions;
  const primitive = engine.primitive(structBytes.matmul, (descriptor) =>
    matmul(descriptor, left.descriptor, right.descriptor, null, result.descriptor),
  );
  if (!primitive) return false;
  context.emit("matmul", primitive, [
    [argument.src, { ...context.plain(a!), layout: left }],
    [argument.weights, { ...context.plain(b!), layout: right }],
    [argument.dst, context.define(outputOf(node), result)],
  ]);
  return true;
};

/** A transposed operand is the plain one read with its last two strides exchanged. */
function operand(engine: Engine, shape: Shape, transposed: boolean): Layout {
  if (!transposed) return engine.plain(shape);
  return engine.strided(swapLast(shape), "f32", swapLast(stridesOf(shape)));
}

function swapLast(values: Shape): number[] {
  return [...values.slice(0, -2), values.at(-1)!, values.at(-2)!];
}
