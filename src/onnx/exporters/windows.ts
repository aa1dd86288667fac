import type { AvgPool2dAttrs } from "../../ops/avgPool2d.ts";
import type { Conv2dAttrs, Conv2dInputGradAttrs } from "../../ops/conv2d.ts";
import type { Pool2dAttrs } from "../../ops/pool2d.ts";
import type { Resize2dAttrs, ResizeRule } from "../../ops/resize2d.ts";
import type { Window } from "../../ops/window.ts";
import type { Exporter } from "../exporter.ts";
import type { Attribute } from "../model.ts";

/** Convolution; weights lie as in ONNX. */
export const conv2d: Exporter<Conv2dAttrs> = (builder, { inputs, attrs }) =>
  builder.add(
    "Conv",
    inputs.map(({ name }) => name),
    { ...windowOf(attrs), dilations: { ints: attrs.dilation }, group: { int: attrs.groups } },
  );

/** The input gradient of a convolution is what the field calls a transposed convolution. */
export const conv2dInputGrad: Exporter<Conv2dInputGradAttrs> = (builder, { inputs, attrs }) => {
  const [dy, weight] = inputs;
  const { stride, padding, dilation, groups, inputShape } = attrs;
  // Of the sizes whose convolution gives dy's, ONNX takes the smallest, unless it is told how much larger.
  const beyond = ([0, 1] as const).map((axis) => {
    const positions = Number(dy!.shape[axis + 2]);
    const covered = dilation[axis] * (Number(weight!.shape[axis + 2]) - 1) + 1;
    const [before, after] = padding[axis];
    return inputShape[axis + 2]! - (stride[axis] * (positions - 1) + covered - before - after);
  });
  return builder.add("ConvTranspose", [dy!.name, weight!.name], {
    ...windowOf(attrs),
    dilations: { ints: dilation },
    group: { int: groups },
    output_padding: { ints: beyond },
  });
};

/** Means of windows. */
export const avgPool2d: Exporter<AvgPool2dAttrs> = (builder, { inputs: [x], attrs }) =>
  builder.add("AveragePool", [x!.name], {
    ...windowOf(attrs),
    kernel_shape: { ints: attrs.kernelSize },
    count_include_pad: { int: attrs.countPadding ? 1 : 0 },
  });

/** Largest elements of windows; where they stood, ONNX would number otherwise. */
export const maxPool2d: Exporter<Pool2dAttrs> = (builder, { inputs: [x], attrs }) =>
  builder.add("MaxPool", [x!.name], {
    ...windowOf(attrs),
    dilations: { ints: attrs.dilation },
    kernel_shape: { ints: attrs.kernelSize },
  });

/** Where pixels come from, in ONNX's words. */
const resizeRules: { readonly [Rule in ResizeRule]: Record<string, Attribute> } = {
  nearest: {
    mode: { text: "nearest" },
    nearest_mode: { text: "floor" },
    coordinate_transformation_mode: { text: "asymmetric" },
  },
  centres: {
    mode: { text: "linear" },
    coordinate_transformation_mode: { text: "half_pixel" },
  },
  corners: {
    mode: { text: "linear" },
    coordinate_transformation_mode: { text: "align_corners" },
  },
};

/** Of the inputs left out, one is for a mode that we do not have, the other for factors instead of a size. */
export const resize2d: Exporter<Resize2dAttrs> = (builder, { inputs: [x], shape, attrs }) =>
  builder.add("Resize", [x!.name, "", "", builder.extents(shape)], resizeRules[attrs.rule]);

/** ONNX has all sides before the image first, then all behind it. */
function windowOf({ stride, padding: [rows, columns] }: Window): Record<string, Attribute> {
  return {
    strides: { ints: stride },
    pads: { ints: [rows[0], columns[0], rows[1], columns[1]] },
  };
}
