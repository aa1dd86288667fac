import type { NoAttrs } from "../../../ops/shapeRules.ts";
import { algorithm, argument, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** Softmax and its logarithm along the last dimension. */
export function lowerSoftmax(name: "softmax" | "logSoftmax"): Lower<NoAttrs> {
  return (context, node) => {
    const { shape, dtype } = node.outputs[0]!;
    const layout = context.engine.plain(shape, dtype);
    const primitive = forward(context.engine, algorithm[name], layout);
    if (!primitive) return false;
    context.emit(name, primitive, [
      [argument.src, context.plain(node.inputs[0]!)],
      [argument.dst, context.define(outputOf(node), layout)],
    ]);
    return true;
  };
}

/** dy - exp(y) Σ dy along the last dimension. */
export const lowerLogSoftmaxGrad: Lower<NoAttrs> = (context, node) => {
  const { engine } = context;
  const { shape, dtype } = node.outputs[0]!;
  const layout = engine.plain(shape, dtype);
  const hint = forward(engine, algorithm.logSoftmax, layout);
  if (!hint) return false;
  const md = layout.descriptor;
  const { softmaxBackward } = engine.functions;
  const primitive = engine.primitive(
    structBytes.softmax,
    (descriptor) =>
      softmaxBackward(descriptor, algorithm.logSoftmax, md, md, md, layout.shape.length - 1),
    { hint: hint.descriptor },
  );
  if (!primitive) return false;
  context.emit("logSoftmaxGrad", primitive, [
    [argument.dst, context.plain(node.inputs[0]!)],
    [argument.diffDst, context.plain(node.inputs[1]!)],
    [argument.diffSrc, context.define(outputOf(node), layout)],
  ]);
  return true;
};

function forward(engine: Engine, kind: number, layout: Layout): Primitive | null {
  if (layout.shape.length === 0) return null;
  const { softmaxForward } = engine.functions;
  const md = layout.descriptor;
  return engine.primitive(structBytes.softmax, (descriptor) =>
    softmaxForward(descriptor, propagation.training, kind, md, md, layout.shape.length - 1),
  );
}
