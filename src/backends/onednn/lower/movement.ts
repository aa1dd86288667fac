import { bytesPerElement } from "../../../core/dtype.ts";
import { type Shape, sizeOf, stridesOf } from "../../../core/shape.ts";
import type { ConcatAttrs } from "../../../ops/concat.ts";
import type { SliceAttrs } from "../../../ops/pad.ts";
import type { ReshapeAttrs } from "../../../ops/reshape.ts";
import type { TransposeAttrs } from "../../../ops/transpose.ts";
import type { Layout } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Lower } from "./lower.ts";

/** No step: the same memory under another shape. */
export const lowerReshape: Lower<ReshapeAttrs> = (context, node) => {
  const source = context.plain(node.inputs[0]!);
  const layout = context.engine.plain(node.attrs.shape, source.layout.dtype);
  context.alias(outputOf(node), { ...source, layout });
  return true;
};

/** No step where the box is contiguous: parameters are slices of one vector. */
export const lowerSlice: Lower<SliceAttrs> = (context, node) => {
  const source = context.plain(node.inputs[0]!);
  const { start, shape } = node.attrs;
  const box = boxOf(context, source, { start, shape });
  if (isContiguous(source.layout.shape, shape)) {
    const layout = context.engine.plain(shape, source.layout.dtype);
    context.alias(outputOf(node), { ...box, layout });
  } else {
    const layout = context.engine.plain(shape, source.layout.dtype);
    context.copy(box, context.define(outputOf(node), layout));
  }
  return true;
};

/** A reorder from permuted strides. */
export const lowerTranspose: Lower<TransposeAttrs> = (context, node) => {
  const { engine } = context;
  const source = context.plain(node.inputs[0]!);
  const { shape, dtype } = node.outputs[0]!;
  const strides = stridesOf(source.layout.shape);
  const permuted = engine.strided(
    shape,
    dtype,
    node.attrs.permutation.map((axis) => strides[axis]!),
  );
  const target = context.define(outputOf(node), engine.plain(shape, dtype));
  context.copy({ ...source, layout: permuted }, target);
  return true;
};

/** No step for parts that were made in their place. */
export const lowerConcat: Lower<ConcatAttrs> = (context, node) => {
  const { axis } = node.attrs;
  const whole = context.define(outputOf(node), context.engine.plain(node.outputs[0]!.shape));
  const start = node.outputs[0]!.shape.map(() => 0);
  for (const part of node.inputs) {
    const { shape } = part.type;
    const box = boxOf(context, whole, { start, shape });
    const plain = context.engine.plain(shape);
    const isPlain = isContiguous(whole.layout.shape, shape);
    context.moveTo(part, isPlain ? { ...box, layout: plain } : box);
    start[axis]! += shape[axis]!;
  }
  return true;
};

/** A box inside a plain tensor, as a tensor of its own with the whole's strides. */
function boxOf(context: Lowering, whole: Placed, { start, shape }: SliceAttrs): Placed {
  const strides = stridesOf(whole.layout.shape);
  const elements = start.reduce((sum, from, axis) => sum + from * strides[axis]!, 0);
  const layout: Layout = context.engine.strided(shape, whole.layout.dtype, strides);
  const offset = whole.offset + elements * bytesPerElement[whole.layout.dtype];
  return { buffer: whole.buffer, offset, layout };
}

/** Whether a box's elements follow each other: whole in every dimension after the first that is longer than 1. */
function isContiguous(whole: Shape, box: Shape): boolean {
  const first = box.findIndex((extent) => extent !== 1);
  return first === -1 || sizeOf(whole.slice(first + 1)) === sizeOf(box.slice(first + 1));
}
