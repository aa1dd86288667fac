import type { Value } from "../../../graph/node.ts";
import type { Resize2dAttrs, Resize2dGradAttrs, ResizeRule } from "../../../ops/resize2d.ts";
import { type Pair, spaceOf } from "../../../ops/window.ts";
import { algorithm, argument, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** Images of another size, where oneDNN's rule is the one wanted. */
export const lowerResize2d: Lower<Resize2dAttrs> = (context, node) => {
  const { engine } = context;
  const [x] = node.inputs;
  const { rule, size } = node.attrs;
  const kind = algorithmOf(rule, { from: spaceOf(x!.type.shape), to: size });
  const layout = vectorLayout(context, x!);
  const y = engine.like(layout, node.outputs[0]!.shape);
  const primitive = kind && forward(engine, kind, layout, y);
  if (!primitive) return false;
  context.emit("resize2d", primitive, [
    [argument.src, context.in(x!, layout)],
    [argument.dst, context.define(outputOf(node), y)],
  ]);
  return true;
};

/** dy given back to the pixels that it came from. */
export const lowerResize2dGrad: Lower<Resize2dGradAttrs> = (context, node) => {
  const { engine } = context;
  const [dy] = node.inputs;
  const { rule, inputShape } = node.attrs;
  const kind = algorithmOf(rule, { from: spaceOf(inputShape), to: spaceOf(dy!.type.shape) });
  const layout = vectorLayout(context, dy!);
  const dx = engine.like(layout, inputShape);
  const primitive = kind && backward(engine, kind, dx, layout);
  if (!primitive) return false;
  context.emit("resize2dGrad", primitive, [
    [argument.diffDst, context.in(dy!, layout)],
    [argument.diffSrc, context.define(outputOf(node), dx)],
  ]);
  return true;
};

/**
 * oneDNN's algorithm for a rule; null where its own differs: its nearest pixel is the one around whose centre a place
 * lies, which is floor(i·from / to) only where each pixel becomes a whole number of pixels.
 */
function algorithmOf(
  rule: ResizeRule,
  { from, to }: { readonly from: Pair; readonly to: Pair },
): number | null {
  const isMultiple = to.every((extent, axis) => extent % from[axis]! === 0);
  if (rule === "centres") return algorithm.resamplingLinear;
  return rule === "nearest" && isMultiple ? algorithm.resamplingNearest : null;
}

/** The layout that a value lies in, or channels last where that is plain: there oneDNN is many times slower. */
function vectorLayout(context: Lowering, value: Value): Layout {
  const { engine } = context;
  const { shape, dtype } = value.type;
  const layout = context.layoutOf(value);
  return (
    engine.imageLayouts(shape, dtype).find((own) => engine.equal(own, layout)) ??
    engine.channelsLast(shape, dtype)
  );
}

function forward(engine: Engine, kind: number, x: Layout, y: Layout): Primitive | null {
  const { resamplingForward } = engine.functions;
  return engine.primitive(structBytes.resampling, (descriptor) =>
    resamplingForward(descriptor, propagation.training, kind, null, x.descriptor, y.descriptor),
  );
}

function backward(engine: Engine, kind: number, dx: Layout, dy: Layout): Primitive | null {
  const hint = forward(engine, kind, dx, dy);
  if (!hint) return null;
  const { resamplingBackward } = engine.functions;
  return engine.primitive(
    structBytes.resampling,
    (descriptor) => resamplingBackward(descriptor, kind, null, dx.descriptor, dy.descriptor),
    { hint: hint.descriptor },
  );
}
