import { bytesPerElement } from "../../../core/dtype.ts";
import { type Shape, sameShape, sizeOf, stridesOf } from "../../../core/shape.ts";
import type { Kernel } from "../../../graph/kernel.ts";
import type { Node, TensorType, Value } from "../../../graph/node.ts";
import type { ConcatAttrs } from "../../../ops/concat.ts";
import type { AddBoxAttrs, PadAttrs, SliceAttrs } from "../../../ops/pad.ts";
import type { Engine, Layout } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Lower } from "./lower.ts";

/*
 * Operations that copy a box out of a tensor or into one: reorders between the box and a tensor of its own, in whatever
 * layout the tensor lies. Only where the box would cut through a block of channels the tensor has to be plain.
 */

/** Where a box stands in a tensor, and its extents. */
type Box = SliceAttrs;

/** No step where the box is contiguous: parameters are slices of one vector. */
export const lowerSlice: Lower<SliceAttrs> = (context, node) => {
  const whole = withBox(context, node.inputs[0]!, node.attrs);
  const box = boxIn(context.engine, whole, node.attrs);
  const y = outputOf(node);
  if (box.layout.plain) context.alias(y, box);
  else context.copy(box, context.define(y, context.engine.like(whole.layout, node.attrs.shape)));
  return true;
};

/** No step for parts that were made in their place. */
export const lowerConcat: Lower<ConcatAttrs> = (context, node) => {
  const { engine } = context;
  const y = outputOf(node);
  const boxes = partsOf(node);
  const whole = context.define(y, layoutOfWhole(context, node, boxes));
  node.inputs.forEach((part, index) => {
    const box = boxIn(engine, whole, boxes[index]!);
    if (box.layout.plain) context.moveTo(part, box);
    else context.copy(lying(context, part), box);
  });
  return true;
};

/** Zeros, and x copied into them. */
export const lowerPad: Lower<PadAttrs> = (context, node) => {
  const { engine } = context;
  const y = outputOf(node);
  const x = lying(context, node.inputs[0]!);
  const box = { start: node.attrs.padding.map(([before]) => before), shape: x.layout.shape };
  const layout = layoutWith(engine, y.type, { wanted: x.layout, boxes: [box] });
  const target = context.define(y, layout);
  const bytes = { ...target, layout: engine.plain([layout.bytes], "u8") };
  context.emitLoop("zeros", fillWithZeros, { inputs: [], outputs: [bytes] });
  context.copy(x, boxIn(engine, target, box));
  return true;
};

/** The box added into x, in x's own memory where nothing else needs it. */
export const lowerAddBox: Lower<AddBoxAttrs> = (context, node) => {
  const { engine } = context;
  const [x, added] = node.inputs;
  const box = { start: node.attrs.start, shape: added!.type.shape };
  const source = withBox(context, x!, box);
  const target = context.define(outputOf(node), source.layout);
  context.copyToChange(source, target);
  context.copy(lying(context, added!), boxIn(engine, target, box), { postOps: [{ kind: "sum" }] });
  return true;
};

const fillWithZeros: Kernel<unknown> = (_, [y]) => {
  y!.data.fill(0);
};

/** The boxes of a concatenation's parts. */
function partsOf({ inputs, outputs: [y], attrs: { axis } }: Node<ConcatAttrs>): Box[] {
  let from = 0;
  return inputs.map(({ type: { shape } }) => {
    const start = y!.shape.map((_, own) => (own === axis ? from : 0));
    from += shape[axis]!;
    return { start, shape };
  });
}

/** The value where it lies; in a layout of its own shape where that is not one. */
function lying(context: Lowering, value: Value): Placed {
  const home = context.home(value);
  if (home.layout.folded) {
    return context.in(value, context.engine.channelsLast(value.type.shape, value.type.dtype));
  }
  return sameShape(home.layout.shape, value.type.shape) ? home : context.plain(value);
}

/** The value in a layout that has the box: where it lies, or plain. */
function withBox(context: Lowering, value: Value, box: Box): Placed {
  const own = lying(context, value);
  return layoutOfBox(context.engine, own.layout, box) ? own : context.plain(value);
}

/** Plain where parts can be made in their place, since they are only made there plain; else as the first part lies. */
function layoutOfWhole(
  context: Lowering,
  { inputs: [first], outputs: [y], attrs: { axis } }: Node<ConcatAttrs>,
  boxes: readonly Box[],
): Layout {
  const { engine } = context;
  const isInPlace = sizeOf(y!.shape.slice(0, axis)) === 1;
  return isInPlace
    ? engine.plain(y!.shape, y!.dtype)
    : layoutWith(engine, y!, { wanted: lying(context, first!).layout, boxes });
}

/** A layout in which boxes can be written: the wanted one on another shape; channels last, or plain. */
function layoutWith(
  engine: Engine,
  { shape, dtype }: TensorType,
  { wanted, boxes }: { readonly wanted: Layout; readonly boxes: readonly Box[] },
): Layout {
  const plain = engine.plain(shape, dtype);
  if (wanted.plain) return plain;
  const others = shape.length === 4 ? [engine.channelsLast(shape, dtype)] : [];
  const layouts = [engine.like(wanted, shape, dtype), ...others];
  return layouts.find((own) => boxes.every((box) => layoutOfBox(engine, own, box))) ?? plain;
}

function boxIn(engine: Engine, whole: Placed, box: Box): Placed {
  const { layout, elements } = layoutOfBox(engine, whole.layout, box)!;
  const offset = whole.offset + elements * bytesPerElement[layout.dtype];
  return { buffer: whole.buffer, offset, layout };
}

/** A box as a tensor that begins so many elements behind the whole; null where it would cut through a block. */
function layoutOfBox(
  engine: Engine,
  whole: Layout,
  { start, shape }: Box,
): { readonly layout: Layout; readonly elements: number } | null {
  if (!whole.plain) {
    const layout = engine.box(whole, start, shape);
    return layout && { layout, elements: 0 };
  }
  const strides = stridesOf(whole.shape);
  const elements = start.reduce((sum, from, axis) => sum + from * strides[axis]!, 0);
  const layout = isContiguous(whole.shape, shape)
    ? engine.plain(shape, whole.dtype)
    : engine.strided(shape, whole.dtype, strides);
  return { layout, elements };
}

/** Whether a box's elements follow each other: whole in every dimension after the first that is longer than 1. */
function isContiguous(whole: Shape, box: Shape): boolean {
  const first = box.findIndex((extent) => extent !== 1);
  return first === -1 || sizeOf(whole.slice(first + 1)) === sizeOf(box.slice(first + 1));
}
