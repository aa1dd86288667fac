import type { Value } from "../../../graph/node.ts";
import type { AvgPool2dAttrs, AvgPool2dGradAttrs } from "../../../ops/avgPool2d.ts";
import type { MaxPool2dGradAttrs } from "../../../ops/maxPool2d.ts";
import type { Pool2dAttrs } from "../../../ops/pool2d.ts";
import { algorithm, argument, propagation, query, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { int64s } from "../ffi.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Lower } from "./lower.ts";

/** Means of windows, in the layout that x lies in. */
export const lowerAvgPool2d: Lower<AvgPool2dAttrs> = (context, node) => {
  const { engine } = context;
  const home = context.home(node.inputs[0]!);
  const folds = home.layout.folded && pairsRows(node.attrs, home.layout);
  const x = folds ? home : unfolded(context, node.inputs[0]!);
  const y = engine.like(x.layout, node.outputs[0]!.shape);
  const primitive = folds
    ? forward(engine, rowPool, rowOf(engine, x.layout), rowOf(engine, y))
    : forward(engine, averageOf(node.attrs), imageOf(engine, x.layout), imageOf(engine, y));
  if (!primitive) return false;
  context.emit("avgPool2d", primitive, [
    [argument.src, x],
    [argument.dst, context.define(outputOf(node), y)],
  ]);
  return true;
};

/** dy spread over windows, in the layout that the reader of dx wants, if the library is fast there. */
export const lowerAvgPool2dGrad: Lower<AvgPool2dGradAttrs> = (context, node) => {
  const [dyValue] = node.inputs;
  const { engine } = context;
  const shape = node.attrs.inputShape;
  const { dtype } = dyValue!.type;
  const wanted = context.wanted(outputOf(node)) ?? engine.like(context.layoutOf(dyValue!), shape);
  for (const dx of [wanted, engine.channelsLast(shape, dtype), engine.plain(shape, dtype)]) {
    const dyLayout = engine.like(dx, dyValue!.type.shape);
    const primitive = averageBackward(engine, node.attrs, { dx, dy: dyLayout });
    if (!primitive || isReference(primitive)) continue;
    context.emit("avgPool2dGrad", primitive, [
      [argument.diffDst, context.in(dyValue!, dyLayout)],
      [argument.diffSrc, context.define(outputOf(node), dx)],
    ]);
    return true;
  }
  return false;
};

/**
 * The winners' places are oneDNN's workspace, kept only where a gradient reads them. Dilated windows go to the plain
 * loop, forward and backward: oneDNN has them in its reference code alone.
 */
export const lowerMaxPool2d: Lower<Pool2dAttrs> = (context, node) => {
  if (isDilated(node.attrs)) return false;
  const x = unfolded(context, node.inputs[0]!);
  const winners = outputOf(node, 1);
  const pool: Pool = {
    ...node.attrs,
    algorithm: algorithm.poolingMax,
    keepsWinners: context.isRead(winners),
  };
  const layout = context.engine.like(x.layout, node.outputs[0]!.shape);
  const primitive = forward(context.engine, pool, x.layout, layout);
  if (!primitive) return false;
  const y = context.define(outputOf(node), layout);
  const workspace = pool.keepsWinners
    ? [[argument.workspace, context.define(winners, primitive.layout(query.workspace))] as const]
    : [];
  context.emit("maxPool2d", primitive, [[argument.src, x], [argument.dst, y], ...workspace]);
  return true;
};

/** dy put where oneDNN's workspace says that the winners were. */
export const lowerMaxPool2dGrad: Lower<MaxPool2dGradAttrs> = (context, node) => {
  if (isDilated(node.attrs)) return false;
  const [winnersValue, dyValue] = node.inputs;
  const { engine } = context;
  const winners = context.home(winnersValue!);
  const dy = context.in(
    dyValue!,
    engine.like(winners.layout, dyValue!.type.shape, dyValue!.type.dtype),
  );
  const dx = engine.like(dy.layout, node.attrs.inputShape);
  const pool: Pool = { ...node.attrs, algorithm: algorithm.poolingMax, keepsWinners: true };
  const primitive = backward(engine, pool, dx, dy.layout);
  if (!primitive) return false;
  context.emit("maxPool2dGrad", primitive, [
    [argument.diffDst, dy],
    [argument.workspace, context.in(winnersValue!, primitive.layout(query.workspace))],
    [argument.diffSrc, context.define(outputOf(node), dx)],
  ]);
  return true;
};

function isDilated({ dilation }: Pool2dAttrs): boolean {
  return dilation.some((step) => step !== 1);
}

function averageBackward(
  engine: Engine,
  attrs: AvgPool2dGradAttrs,
  { dx, dy }: { readonly dx: Layout; readonly dy: Layout },
): Primitive | null {
  if (!dx.folded)
    return backward(engine, averageOf(attrs), imageOf(engine, dx), imageOf(engine, dy));
  return pairsRows(attrs, dx)
    ? backward(engine, rowPool, rowOf(engine, dx), rowOf(engine, dy))
    : null;
}

/** oneDNN's reference code is many times slower than a plain loop. */
function isReference({ implementation }: Primitive): boolean {
  return implementation.startsWith("ref");
}

interface Pool extends Pool2dAttrs {
  readonly algorithm: number;
  readonly keepsWinners: boolean;
}

function averageOf(attrs: AvgPool2dAttrs): Pool {
  return {
    ...attrs,
    algorithm: attrs.countPadding
      ? algorithm.poolingAverageWithPadding
      : algorithm.poolingAverageWithoutPadding,
    keepsWinners: false,
  };
}

/** Pooling over the 4 neighbours in a row that 2×2 pixels are when rows are folded: see `foldedRows.ts`. */
const rowPool: Pool = {
  algorithm: algorithm.poolingAverageWithPadding,
  keepsWinners: false,
  kernelSize: [1, 4],
  stride: [1, 4],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
};

/** Whether windows are the pairs of rows and columns that folding puts side by side. */
function pairsRows({ kernelSize, stride, padding }: Pool2dAttrs, { shape }: Layout): boolean {
  return (
    shape[3]! % 2 === 0 &&
    [...kernelSize, ...stride].every((extent) => extent === 2) &&
    padding.flat().every((count) => count === 0)
  );
}

/** Folded or channels-last images read as one long row of pixels. */
function rowOf(engine: Engine, { shape: [n, c, h, w], dtype }: Layout): Layout {
  return engine.channelsLast([n!, c!, 1, h! * w!], dtype);
}

/** One channel lies the same first and last; described as last, oneDNN pools it with its fast implementation. */
function imageOf(engine: Engine, layout: Layout): Layout {
  const { plain, shape, dtype } = layout;
  return plain && shape[1] === 1 ? engine.channelsLast(shape, dtype) : layout;
}

/** The value in a layout that pooling of any kind understands. */
function unfolded(context: Lowering, value: Value): Placed {
  const home = context.home(value);
  const { folded, shape, dtype } = home.layout;
  return folded ? context.in(value, context.engine.channelsLast(shape, dtype)) : home;
}

function forward(engine: Engine, pool: Pool, x: Layout, y: Layout): Primitive | null {
  const { poolingForward } = engine.functions;
  const kind = pool.keepsWinners ? propagation.training : propagation.inference;
  return engine.primitive(structBytes.pooling, (descriptor) =>
    poolingForward(
      descriptor,
      kind,
      pool.algorithm,
      x.descriptor,
      y.descriptor,
      ...windowArguments(pool),
    ),
  );
}

function backward(engine: Engine, pool: Pool, dx: Layout, dy: Layout): Primitive | null {
  const hint = forward(engine, { ...pool, keepsWinners: true }, dx, dy);
  if (!hint) return null;
  const { poolingBackward } = engine.functions;
  return engine.primitive(
    structBytes.pooling,
    (descriptor) =>
      poolingBackward(
        descriptor,
        pool.algorithm,
        dx.descriptor,
        dy.descriptor,
        ...windowArguments(pool),
      ),
    { hint: hint.descriptor },
  );
}

/** Strides, kernel, dilation (0 is dense here) and padding, in the order of the C interface. */
function windowArguments({ stride, kernelSize, padding: [rows, columns] }: Pool2dAttrs) {
  return [
    int64s(stride),
    int64s(kernelSize),
    int64s([0, 0]),
    int64s([rows[0], columns[0]]),
    int64s([rows[1], columns[1]]),
  ] as const;
}
