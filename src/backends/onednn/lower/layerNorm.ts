import type { LayerNormAttrs } from "../../../ops/layerNorm.ts";
import { argument, normalisation, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** Each row normalised, its statistics kept. */
export const lowerLayerNorm: Lower<LayerNormAttrs> = (context, node) => {
  const { engine } = context;
  const [x, scale, shift] = node.inputs;
  const [y, statistics] = node.outputs.map(({ shape, dtype }) => engine.plain(shape, dtype));
  const own: Norm = {
    x: y!,
    statistics: statistics!,
    isScaled: scale !== undefined,
    ...node.attrs,
  };
  const primitive = forward(engine, own);
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.plain(x!)],
    [argument.dst, context.define(outputOf(node), y!)],
    [argument.mean, context.define(outputOf(node, 1), statistics!)],
    [argument.variance, context.define(outputOf(node, 2), statistics!)],
  ];
  if (scale) tensors.push([argument.scale, context.plain(scale)]);
  if (shift) tensors.push([argument.shift, context.plain(shift)]);
  context.emit("layerNorm", primitive, tensors);
  return true;
};

/** All gradients in one primitive. */
export const lowerLayerNormGrad: Lower<LayerNormAttrs> = (context, node) => {
  const { engine } = context;
  const [x, dy, mean, variance, scale] = node.inputs;
  const [dx, perColumn] = node.outputs.map(({ shape, dtype }) => engine.plain(shape, dtype));
  const primitive = backward(engine, {
    x: dx!,
    statistics: engine.plain(mean!.type.shape),
    isScaled: scale !== undefined,
    ...node.attrs,
  });
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.plain(x!)],
    [argument.diffDst, context.plain(dy!)],
    [argument.mean, context.plain(mean!)],
    [argument.variance, context.plain(variance!)],
    [argument.diffSrc, context.define(outputOf(node), dx!)],
  ];
  if (scale) {
    tensors.push(
      [argument.scale, context.plain(scale)],
      // Asked for and not read: any vector of that length will do.
      [argument.shift, context.plain(scale)],
      [argument.diffScale, context.define(outputOf(node, 1), perColumn!)],
      [argument.diffShift, context.define(outputOf(node, 2), perColumn!)],
    );
  }
  context.emit("layerNormGrad", primitive, tensors);
  return true;
};

interface Norm extends LayerNormAttrs {
  readonly x: Layout;
  readonly statistics: Layout;
  readonly isScaled: boolean;
}

function forward(engine: Engine, own: Norm): Primitive | null {
  const { layerNormForward } = engine.functions;
  return engine.primitive(structBytes.normalisation, (descriptor) =>
    layerNormForward(
      descriptor,
      propagation.training,
      own.x.descriptor,
      own.statistics.descriptor,
      own.epsilon,
      flagsOf(own),
    ),
  );
}

function backward(engine: Engine, own: Norm): Primitive | null {
  const hint = forward(engine, own);
  if (!hint) return null;
  const { layerNormBackward } = engine.functions;
  return engine.primitive(
    structBytes.normalisation,
    (descriptor) =>
      layerNormBackward(
        descriptor,
        propagation.backward,
        own.x.descriptor,
        own.x.descriptor,
        own.statistics.descriptor,
        own.epsilon,
        flagsOf(own),
      ),
    { hint: hint.descriptor },
  );
}

function flagsOf({ isScaled }: Norm): number {
  return isScaled ? normalisation.scale + normalisation.shift : 0;
}
