import { sizeOf } from "../../../core/shape.ts";
import type { Value } from "../../../graph/node.ts";
import type { BatchNormAttrs, BatchNormGradAttrs } from "../../../ops/batchNorm.ts";
import {
  algorithm,
  argument,
  normalisation,
  propagation,
  query,
  structBytes,
} from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { type Lowering, outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { eltwiseBackward } from "./elementwise.ts";
import type { Lower } from "./lower.ts";

/*
 * oneDNN generates code for channels in blocks and for channels last, which is 5 to 8 times as fast as what it has for
 * plain images: those are put into blocks first. With a ReLU fused it keeps one bit an element of what was positive,
 * for its own backward primitive.
 */

type NormStatistics = BatchNormGradAttrs["statistics"];

/** Normalises by statistics that are computed on the way, or given. */
export function lowerBatchNorm(statistics: NormStatistics): Lower<BatchNormAttrs> {
  return (context, node) => {
    const { engine } = context;
    const [x, scale, shift, ...given] = node.inputs;
    const { layout, view } = layoutsFor(context, x!);
    const primitive = forward(engine, view, { ...node.attrs, statistics });
    if (!primitive) return false;
    const source = context.in(x!, layout);
    const perChannel = engine.plain(scale!.type.shape);
    const own = node.outputs
      .slice(1)
      .map((_, i) => context.define(outputOf(node, i + 1), perChannel));
    const [mean, variance] =
      statistics === "given" ? given.map((value) => context.plain(value)) : own;
    const tensors: PrimitiveStep["tensors"][number][] = [
      [argument.src, { ...source, layout: view }],
      [argument.mean, mean!],
      [argument.variance, variance!],
      [argument.scale, context.plain(scale!)],
      [argument.shift, context.plain(shift!)],
      [argument.dst, { ...context.define(outputOf(node), layout), layout: view }],
    ];
    if (node.attrs.activation === "relu") {
      const signs = context.room(primitive.layout(query.workspace));
      context.leave(node, signs);
      tensors.push([argument.workspace, signs]);
    }
    context.emit(node.op.name, primitive, tensors);
    return true;
  };
}

/** Both sums and dx in one primitive, which applies the gradient of a ReLU too if its forward one fused that. */
export const lowerBatchNormGrad: Lower<BatchNormGradAttrs> = (context, node) => {
  const { engine } = context;
  const [x, dy, scale, mean, variance, y] = node.inputs;
  const { layout, view } = layoutsFor(context, x!);
  const signs = y && signsOf(context, x!, y);
  const primitive = backward(engine, view, { ...node.attrs, activation: signs ? "relu" : "none" });
  if (!primitive) return false;
  const passed = y && !signs ? passedOn(context, layout, { y, dy: dy! }) : context.in(dy!, layout);
  if (!passed) return false;
  const perChannel = engine.plain(scale!.type.shape);
  const tensors: PrimitiveStep["tensors"] = [
    [argument.src, { ...context.in(x!, layout), layout: view }],
    [argument.diffDst, { ...passed, layout: view }],
    [argument.mean, context.plain(mean!)],
    [argument.variance, context.plain(variance!)],
    [argument.scale, context.plain(scale!)],
    // Asked for and not read: any vector of that length will do.
    [argument.shift, context.plain(scale!)],
    ...(signs ? [[argument.workspace, signs] as const] : []),
    [argument.diffSrc, { ...context.define(outputOf(node), layout), layout: view }],
    [argument.diffScale, context.define(outputOf(node, 1), perChannel)],
    [argument.diffShift, context.define(outputOf(node, 2), perChannel)],
  ];
  context.emit("batchNormGrad", primitive, tensors, passed);
  return true;
};

/** How x lies where it is normalised, and how the primitive is told that. */
interface Layouts {
  readonly layout: Layout;
  readonly view: Layout;
}

/**
 * Where x lies, if code is generated for that, else in blocks, unless they would be padding for the most part. What is
 * no image lies plain and is described as one; a single pixel lies the same with its channels first or last.
 */
function layoutsFor(context: Lowering, x: Value): Layouts {
  const { engine } = context;
  const { shape, dtype } = x.type;
  const [batch, channels, ...space] = shape;
  const plain = engine.plain(shape, dtype);
  const isFast = (view: Layout) => {
    const primitive = forward(engine, view, {
      epsilon: 0,
      statistics: "batch",
      activation: "none",
    });
    return primitive?.implementation.includes("jit");
  };
  if (space.length !== 2) {
    const image = [batch!, channels!, sizeOf(space), 1];
    const pixels = engine.channelsLast(image, dtype);
    const isOnePixel = sizeOf(space) === 1;
    return {
      layout: plain,
      view: isOnePixel && isFast(pixels) ? pixels : engine.plain(image, dtype),
    };
  }
  const home = context.layoutOf(x);
  const others = channels! >= 8 ? engine.imageLayouts(shape, dtype).slice(1) : [];
  const layout = [home, ...others].find((own) => !own.folded && isFast(own)) ?? plain;
  return { layout, view: layout };
}

/** What the node that rectified y from this very x kept of y's signs. */
function signsOf(context: Lowering, x: Value, y: Value): Placed | undefined {
  const [own] = y.node.inputs;
  return own?.node === x.node && own.index === x.index ? context.leftBy(y.node) : undefined;
}

/** dy where y is positive, for a y that another node rectified. */
function passedOn(
  context: Lowering,
  layout: Layout,
  { y, dy }: { readonly [Name in "y" | "dy"]: Value },
) {
  const primitive = eltwiseBackward(context.engine, layout, {
    kind: algorithm.reluFromOutput,
  });
  if (!primitive) return null;
  const passed = context.room(layout);
  context.emit("reluGrad", primitive, [
    [argument.dst, context.in(y, layout)],
    [argument.diffDst, context.in(dy, layout)],
    [argument.diffSrc, passed],
  ]);
  return passed;
}

/** Training's primitive for both kinds of statistics: the one for inference keeps nothing for a gradient. */
function forward(
  engine: Engine,
  { descriptor: x }: Layout,
  attrs: BatchNormGradAttrs,
): Primitive | null {
  const { batchNormForward } = engine.functions;
  return engine.primitive(structBytes.normalisation, (descriptor) =>
    batchNormForward(descriptor, propagation.training, x, attrs.epsilon, flagsOf(attrs)),
  );
}

function backward(engine: Engine, layout: Layout, attrs: BatchNormGradAttrs): Primitive | null {
  const hint = forward(engine, layout, attrs);
  if (!hint) return null;
  const { batchNormBackward } = engine.functions;
  const x = layout.descriptor;
  return engine.primitive(
    structBytes.normalisation,
    (descriptor) =>
      batchNormBackward(descriptor, propagation.backward, x, x, attrs.epsilon, flagsOf(attrs)),
    { hint: hint.descriptor },
  );
}

function flagsOf({ statistics, activation }: BatchNormGradAttrs): number {
  return (
    normalisation.scale +
    normalisation.shift +
    (statistics === "given" ? normalisation.givenStatistics : 0) +
    (activation === "relu" ? normalisation.relu : 0)
  );
}
