/* Kernels that put elements in other places and compute little or nothing. */

import type { Kernel } from "../../graph/kernel.ts";
import type { ConcatAttrs } from "../../ops/concat.ts";
import type { AddBoxAttrs, PadAttrs, SliceAttrs } from "../../ops/pad.ts";
import type { BroadcastToAttrs } from "../../ops/sum.ts";
import type { TransposeAttrs } from "../../ops/transpose.ts";
import { boxOffset, broadcastOffset, rowLength, strideOf } from "./offsets.ts";

/** The same elements in the same order. */
export const reshape: Kernel<unknown> = (inputs, outputs) => {
  outputs[0]!.data.set(inputs[0]!.data);
};

/** Every element of x as often as the larger shape asks for it. */
export const broadcastTo: Kernel<BroadcastToAttrs> = (inputs, outputs) => {
  const x = inputs[0]!;
  const y = outputs[0]!;
  const length = rowLength(y.shape);
  const step = rowLength(x.shape) === 1 ? 0 : 1;
  for (let row = 0; row < y.data.length; row += length) {
    const from = broadcastOffset(row, y.shape, x.shape);
    for (let i = 0; i < length; i++) y.data[row + i] = x.data[from + i * step]!;
  }
};

/** y[i0, i1, …] = x at the same coordinates, each in its old dimension */
export const transpose: Kernel<TransposeAttrs> = (inputs, outputs, { permutation }) => {
  const x = inputs[0]!;
  const y = outputs[0]!;
  for (let at = 0; at < y.data.length; at++) {
    let from = 0;
    let rest = at;
    for (let axis = y.shape.length - 1; axis >= 0; axis--) {
      const coordinate = rest % y.shape[axis]!;
      rest = (rest - coordinate) / y.shape[axis]!;
      from += coordinate * strideOf(x.shape, permutation[axis]!);
    }
    y.data[at] = x.data[from]!;
  }
};

/** x in the middle of zeros */
export const pad: Kernel<PadAttrs> = (inputs, outputs, { padding }) => {
  const x = inputs[0]!;
  const y = outputs[0]!;
  let corner = 0;
  for (let axis = 0; axis < padding.length; axis++) {
    corner += padding[axis]![0] * strideOf(y.shape, axis);
  }
  y.data.fill(0);
  const length = rowLength(x.shape);
  for (let row = 0; row < x.data.length; row += length) {
    const to = corner + boxOffset(row, x.shape, y.shape);
    for (let i = 0; i < length; i++) y.data[to + i] = x.data[row + i]!;
  }
};

/** The elements of the box, in order */
export const slice: Kernel<SliceAttrs> = (inputs, outputs, { start }) => {
  const x = inputs[0]!;
  const y = outputs[0]!;
  let corner = 0;
  for (let axis = 0; axis < start.length; axis++) corner += start[axis]! * strideOf(x.shape, axis);
  const length = rowLength(y.shape);
  for (let row = 0; row < y.data.length; row += length) {
    const from = corner + boxOffset(row, y.shape, x.shape);
    for (let i = 0; i < length; i++) y.data[row + i] = x.data[from + i]!;
  }
};

/** x, and the elements of the box added where it stands */
export const addBox: Kernel<AddBoxAttrs> = (inputs, outputs, { start }) => {
  const [x, box] = inputs;
  const y = outputs[0]!;
  y.data.set(x!.data);
  let corner = 0;
  for (let axis = 0; axis < start.length; axis++) corner += start[axis]! * strideOf(y.shape, axis);
  const length = rowLength(box!.shape);
  for (let row = 0; row < box!.data.length; row += length) {
    const to = corner + boxOffset(row, box!.shape, y.shape);
    for (let i = 0; i < length; i++) y.data[to + i] = y.data[to + i]! + box!.data[row + i]!;
  }
};

/** The parts one after the other along one dimension */
export const concat: Kernel<ConcatAttrs> = (inputs, outputs, { axis }) => {
  const y = outputs[0]!;
  const inner = strideOf(y.shape, axis);
  const length = y.shape[axis]! * inner;
  let corner = 0;
  for (let part = 0; part < inputs.length; part++) {
    const { shape, data } = inputs[part]!;
    const own = shape[axis]! * inner;
    for (let at = 0; at < data.length; at++) {
      const within = at % own;
      y.data[((at - within) / own) * length + corner + within] = data[at]!;
    }
    corner += own;
  }
};
