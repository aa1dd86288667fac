import type { Shape } from "../../../core/shape.ts";
import type { AvgPool2dAttrs, AvgPool2dGradAttrs } from "../../../ops/avgPool2d.ts";
import type { MaxPool2dGradAttrs } from "../../../ops/maxPool2d.ts";
import type { Pool2dAttrs } from "../../../ops/pool2d.ts";
import { algorithm, argument, propagation, query, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { int64s } from "../ffi.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

export const lowerAvgPool2d: Lower<AvgPool2dAttrs> = (context, node) => {
  const x = context.home(node.inputs[0]!);
  const pool = averageOf(node.attrs);
  const primitive = forward(context.engine, pool, x.layout, node.outputs[0]!.shape);
  if (!primitive) return false;
  context.emit("avgPool2d", primitive, [
    [argument.src, x],
    [argument.dst, context.define(outputOf(node), primitive.layout(query.dst))],
  ]);
  return true;
};

export const lowerAvgPool2dGrad: Lower<AvgPool2dGradAttrs> = (context, node) => {
  const dy = context.home(node.inputs[0]!);
  const dx = context.engine.like(dy.layout, node.attrs.inputShape);
  const pool = averageOf(node.attrs);
  const primitive = backward(context.engine, pool, dx, dy.layout);
  if (!primitive) return false;
  context.emit("avgPool2dGrad", primitive, [
    [argument.diffDst, dy],
    [argument.diffSrc, context.define(outputOf(node), dx)],
  ]);
  return true;
};

/** The winners' places are oneDNN's workspace, kept only where a gradient reads them. */
export const lowerMaxPool2d: Lower<Pool2dAttrs> = (context, node) => {
  const x = context.home(node.inputs[0]!);
  const winners = outputOf(node, 1);
  const pool: Pool = {
    ...node.attrs,
    algorithm: algorithm.poolingMax,
    keepsWinners: context.isRead(winners),
  };
  const primitive = forward(context.engine, pool, x.layout, node.outputs[0]!.shape);
  if (!primitive) return false;
  const y = context.define(outputOf(node), primitive.layout(query.dst));
  const workspace = pool.keepsWinners
    ? [[argument.workspace, context.define(winners, primitive.layout(query.workspace))] as const]
    : [];
  context.emit("maxPool2d", primitive, [[argument.src, x], [argument.dst, y], ...workspace]);
  return true;
};

export const lowerMaxPool2dGrad: Lower<MaxPool2dGradAttrs> = (context, node) => {
  const [winnersValue, dyValue] = node.inputs;
  const { engine } = context;
  const winners = context.home(winnersValue!);
  const dy = context.in(dyValue!, engine.like(winners.layout, dyValue!.type.shape, "f32"));
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

function forward(engine: Engine, pool: Pool, x: Layout, y: Shape): Primitive | null {
  const { poolingForward } = engine.functions;
  const kind = pool.keepsWinners ? propagation.training : propagation.inference;
  return engine.primitive(structBytes.pooling, (descriptor) =>
    poolingForward(
      descriptor,
      kind,
      pool.algorithm,
      x.descriptor,
      engine.like(x, y).descriptor,
      ...windowArguments(pool),
    ),
  );
}

function backward(engine: Engine, pool: Pool, dx: Layout, dy: Layout): Primitive | null {
  const hint = forward(engine, { ...pool, keepsWinners: true }, dx, dy.shape);
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
