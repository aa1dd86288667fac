import type { Shape } from "../../../core/shape.ts";
import type { FusedActivation } from "../../../ops/activation.ts";
import type {
  Conv2dAttrs,
  Conv2dInputGradAttrs,
  Conv2dParameterGradAttrs,
} from "../../../ops/conv2d.ts";
import type { Window } from "../../../ops/window.ts";
import { algorithm, argument, propagation, query, structBytes } from "../constants.ts";
import type { Engine, PostOp, Primitive } from "../engine.ts";
import { int64s } from "../ffi.ts";
import type { PrimitiveStep } from "../lowering.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** Shapes and window of one convolution, whatever the direction. */
interface Convolution extends Window {
  readonly x: Shape;
  readonly weight: Shape;
  readonly y: Shape;
  readonly groups: number;
  readonly hasBias: boolean;
}

export const lowerConv2d: Lower<Conv2dAttrs> = (context, node) => {
  const [x, weight, bias] = node.inputs;
  const own: Convolution = {
    ...node.attrs,
    x: x!.type.shape,
    weight: weight!.type.shape,
    y: node.outputs[0]!.shape,
    hasBias: bias !== undefined,
  };
  const primitive = forward(context.engine, own, postOps(node.attrs.activation));
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.in(x!, primitive.layout(query.src))],
    [argument.weights, context.in(weight!, primitive.layout(query.weights))],
  ];
  if (bias) tensors.push([argument.bias, context.plain(bias)]);
  tensors.push([argument.dst, context.define(outputOf(node), primitive.layout(query.dst))]);
  context.emit("conv2d", primitive, tensors);
  return true;
};

export const lowerConv2dInputGrad: Lower<Conv2dInputGradAttrs> = (context, node) => {
  const [dy, weight] = node.inputs;
  const { engine } = context;
  const own: Convolution = {
    ...node.attrs,
    x: node.attrs.inputShape,
    weight: weight!.type.shape,
    y: dy!.type.shape,
    hasBias: false,
  };
  const hint = forward(engine, own, []);
  if (!hint) return false;
  const { convolutionBackwardData } = engine.functions;
  const primitive = engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionBackwardData(
        descriptor,
        algorithm.convolutionDirect,
        engine.any(own.x),
        engine.any(weightShape(own)),
        engine.any(own.y),
        ...windowArguments(own),
      ),
    { hint: hint.descriptor },
  );
  if (!primitive) return false;
  context.emit("conv2dInputGrad", primitive, [
    [argument.diffDst, context.in(dy!, primitive.layout(query.diffDst))],
    [argument.weights, context.in(weight!, primitive.layout(query.weights))],
    [argument.diffSrc, context.define(outputOf(node), primitive.layout(query.diffSrc))],
  ]);
  return true;
};

export const lowerConv2dParameterGrad: Lower<Conv2dParameterGradAttrs> = (context, node) => {
  const [x, dy] = node.inputs;
  const { engine } = context;
  const own: Convolution = {
    ...node.attrs,
    x: x!.type.shape,
    weight: node.attrs.weightShape,
    y: dy!.type.shape,
  };
  const hint = forward(engine, own, []);
  if (!hint) return false;
  const { convolutionBackwardWeights } = engine.functions;
  const biasLayout = engine.plain([own.weight[0]!]);
  const primitive = engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionBackwardWeights(
        descriptor,
        algorithm.convolutionDirect,
        engine.any(own.x),
        engine.any(weightShape(own)),
        own.hasBias ? biasLayout.descriptor : null,
        engine.any(own.y),
        ...windowArguments(own),
      ),
    { hint: hint.descriptor },
  );
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.in(x!, primitive.layout(query.src))],
    [argument.diffDst, context.in(dy!, primitive.layout(query.diffDst))],
    [argument.diffWeights, context.define(outputOf(node), primitive.layout(query.diffWeights))],
  ];
  if (own.hasBias) {
    tensors.push([argument.diffBias, context.define(outputOf(node, 1), biasLayout)]);
  }
  context.emit("conv2dParameterGrad", primitive, tensors);
  return true;
};

/** The activation as something to be applied before the result is written. */
export function postOps(activation: FusedActivation): PostOp[] {
  return activation === "none" ? [] : [{ kind: "eltwise", algorithm: algorithm[activation] }];
}

function forward(engine: Engine, own: Convolution, ops: readonly PostOp[]): Primitive | null {
  const { convolutionForward } = engine.functions;
  return engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionForward(
        descriptor,
        propagation.training,
        algorithm.convolutionDirect,
        engine.any(own.x),
        engine.any(weightShape(own)),
        own.hasBias ? engine.plain([own.weight[0]!]).descriptor : null,
        engine.any(own.y),
        ...windowArguments(own),
      ),
    { postOps: ops },
  );
}

/** Grouped weights have their group as a dimension of its own. */
function weightShape({ weight, groups }: Convolution): Shape {
  return groups === 1 ? weight : [groups, weight[0]! / groups, ...weight.slice(1)];
}

/** Strides, dilation (0 is dense here) and padding, in the order of the C interface. */
function windowArguments({ stride, dilation, padding: [rows, columns] }: Window) {
  return [
    int64s(stride),
    int64s(dilation.map((step) => step - 1)),
    int64s([rows[0], columns[0]]),
    int64s([rows[1], columns[1]]),
  ] as const;
}
