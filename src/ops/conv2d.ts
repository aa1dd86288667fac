import { ShapeError } from "../core/errors.ts";
import { type Shape, showShape, sizeOf } from "../core/shape.ts";
import {
  apply,
  applySingle,
  type Op,
  shapeOf,
  type TensorType,
  type Value,
} from "../graph/node.ts";
import { checkUnfused, type FusedActivation } from "./activation.ts";
import { add } from "./add.ts";
import { reshape } from "./reshape.ts";
import { checkBias, checkRank, checkSameFloat, checkShape, f32, withShape } from "./shapeRules.ts";
import { broadcastTo } from "./sum.ts";
import {
  type PaddingOption,
  type PairOption,
  pairOf,
  sidesOf,
  spaceOf,
  type Window,
  windowCount,
} from "./window.ts";

/*
 * Convolution is linear in x, in weight and in dy, so its three directions are each other's gradients and share
 * a file. Letters: N batch, C input channels, O output channels, H W space, kH kW kernel.
 *
 * Images and weights may be f32 or bf16, all of one type. The bias and the gradients of parameters are f32 either way:
 * products are added up in f32, and what is summed over a batch would lose by being rounded.
 */

export interface Conv2dAttrs extends Window {
  readonly groups: number;
  readonly activation: FusedActivation;
}

/** Shape of x, which dy and weight alone do not tell when the stride is larger than 1. */
export interface Conv2dInputGradAttrs extends Window {
  readonly groups: number;
  readonly inputShape: Shape;
}

export interface Conv2dParameterGradAttrs extends Window {
  readonly groups: number;
  readonly weightShape: Shape;
  readonly hasBias: boolean;
}

export interface Conv2dOptions {
  readonly stride?: PairOption;
  readonly padding?: PaddingOption;
  readonly dilation?: PairOption;
  readonly groups?: number;
}

/**
 * 2-D cross-correlation, which the field calls convolution: the kernel is not flipped.
 *
 * Shape: x [N, C, H, W], weight [O, C/groups, kH, kW], bias [O] (optional) -> [N, O, H', W'],
 *        H' = floor((H + before + after - dilation·(kH - 1) - 1) / stride) + 1
 * @throws {ShapeError} when channels disagree, or the window exceeds the padded input
 * @source Dumoulin & Visin 2016, arXiv:1603.07285
 */
export const conv2dOp: Op<Conv2dAttrs> = {
  name: "conv2d",
  infer: ([x, weight, bias], attrs) => {
    const [n, o, height, width] = outputShape("convolve", x!, weight!, attrs);
    if (bias) checkBias("convolve", bias, o!);
    return [withShape(x!, [n!, o!, height!, width!])];
  },
  gradient: ({ inputs: [x, weight, bias], attrs, dys: [dy] }) => {
    checkUnfused("conv2d", attrs.activation);
    return [
      conv2dInputGrad(dy!, weight!, { ...windowOf(attrs), inputShape: shapeOf(x!) }),
      ...apply(conv2dParameterGradOp, [x!, dy!], {
        ...windowOf(attrs),
        weightShape: shapeOf(weight!),
        hasBias: bias !== undefined,
      }),
    ];
  },
  macs: ([, weight], [y]) => macs(y!.shape, weight!.shape),
};

/**
 * The gradient of `conv2d` for its input: a transposed convolution of dy with the weight.
 *
 * Shape: dy [N, O, H', W'], weight [O, C/groups, kH, kW] -> [N, C, H, W]
 */
export const conv2dInputGradOp: Op<Conv2dInputGradAttrs> = {
  name: "conv2dInputGrad",
  infer: ([dy, weight], attrs) => {
    const action = "take the input gradient of conv2d";
    checkSameFloat(action, { dy: dy!, weight: weight! });
    const x = withShape(dy!, attrs.inputShape);
    checkShape(action, "dy", dy!, outputShape(action, x, weight!, attrs));
    return [x];
  },
  gradient: ({ inputs: [dy, weight], attrs, dys: [g] }) => [
    applySingle(conv2dOp, [g!, weight!], { ...windowOf(attrs), activation: "none" }),
    apply(conv2dParameterGradOp, [g!, dy!], {
      ...windowOf(attrs),
      weightShape: shapeOf(weight!),
      hasBias: false,
    })[0]!,
  ],
  macs: ([dy, weight]) => macs(dy!.shape, weight!.shape),
};

/**
 * The gradients of `conv2d` for its weight and, with a bias, for its bias (dy summed over batch and space).
 *
 * Shape: x [N, C, H, W], dy [N, O, H', W'] -> [O, C/groups, kH, kW], [O]
 */
export const conv2dParameterGradOp: Op<Conv2dParameterGradAttrs> = {
  name: "conv2dParameterGrad",
  infer: ([x, dy], attrs) => {
    const action = "take the weight gradient of conv2d";
    checkSameFloat(action, { x: x!, dy: dy! });
    checkShape(action, "dy", dy!, outputShape(action, x!, withShape(x!, attrs.weightShape), attrs));
    const weight = f32(attrs.weightShape);
    return attrs.hasBias ? [weight, f32([attrs.weightShape[0]!])] : [weight];
  },
  gradient: ({ inputs: [x, dy], attrs, dys: [gWeight, gBias] }) => {
    const window = windowOf(attrs);
    const dx = gWeight
      ? conv2dInputGrad(dy!, gWeight, { ...window, inputShape: shapeOf(x!) })
      : null;
    const throughWeight = gWeight
      ? applySingle(conv2dOp, [x!, gWeight], { ...window, activation: "none" })
      : null;
    const throughBias = gBias
      ? broadcastTo(reshape(gBias, [1, attrs.weightShape[0]!, 1, 1]), shapeOf(dy!))
      : null;
    const ddy =
      throughWeight && throughBias
        ? add(throughWeight, throughBias)
        : (throughWeight ?? throughBias);
    return [dx, ddy];
  },
  macs: ([, dy], _, attrs) => macs(dy!.shape, attrs.weightShape),
};

/** 2-D cross-correlation of x with weight, plus bias. */
export function conv2d(
  x: Value,
  { weight, bias }: { readonly weight: Value; readonly bias?: Value | undefined },
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: Conv2dOptions = {},
): Value {
  const on = {
    image: spaceOf(shapeOf(x)),
    kernel: spaceOf(shapeOf(weight)),
    stride: pairOf(stride),
    dilation: pairOf(dilation),
  };
  return applySingle(conv2dOp, bias ? [x, weight, bias] : [x, weight], {
    stride: on.stride,
    padding: sidesOf(padding, on),
    dilation: on.dilation,
    groups,
    activation: "none",
  });
}

function conv2dInputGrad(dy: Value, weight: Value, attrs: Conv2dInputGradAttrs): Value {
  return applySingle(conv2dInputGradOp, [dy, weight], attrs);
}

function windowOf({ stride, padding, dilation, groups }: Window & { readonly groups: number }) {
  return { stride, padding, dilation, groups };
}

function macs([n, o, height, width]: Shape, weight: Shape): number {
  return (n! * o! * height! * width! * sizeOf(weight)) / weight[0]!;
}

function outputShape(
  action: string,
  x: TensorType,
  weight: TensorType,
  attrs: Window & { readonly groups: number },
): Shape {
  const [n, c, h, w] = checkRank(action, "x", x, 4);
  const [o, cPerGroup, kH, kW] = checkRank(action, "weight", weight, 4);
  checkSameFloat(action, { x, weight });
  const { groups } = attrs;
  if (!Number.isInteger(groups) || groups < 1 || o! % groups !== 0) {
    throw new ShapeError(
      `Cannot ${action}: groups = ${groups} with ${o} output channels, needs a divisor of ${o}`,
    );
  }
  if (c !== cPerGroup! * groups) {
    throw new ShapeError(
      `Cannot ${action}: x ${showShape(x.shape)} has ${c} channels, weight ${showShape(weight.shape)} with groups = ${groups} needs ${cPerGroup! * groups}`,
    );
  }
  return [
    n!,
    o!,
    windowCount(action, h!, { kernel: kH!, window: attrs, axis: 0 }),
    windowCount(action, w!, { kernel: kW!, window: attrs, axis: 1 }),
  ];
}
