/*
 * Letters: b counts the batch dimensions, m those between them and the axis, i the indices of one batch, k places along
 * the axis, r what comes after it.
 */
import { type Shape, sizeOf } from "../../core/shape.ts";
import type { Kernel } from "../../graph/kernel.ts";
import type { GatherAttrs, ScatterAddAttrs } from "../../ops/gather.ts";

/** y[b, m, i, r] = x[b, m, indices[b, i], r], 0 where there is no such place */
export const gather: Kernel<GatherAttrs> = (inputs, outputs, attrs) => {
  const [x, indices] = inputs;
  const y = outputs[0]!.data;
  const { batch, middle, extent, rest } = extents(x!.shape, attrs);
  const count = indices!.data.length / batch;
  let to = 0;
  for (let plane = 0; plane < batch * middle; plane++) {
    const first = Math.floor(plane / middle) * count;
    for (let i = first; i < first + count; i++) {
      const k = indices!.data[i]!;
      const from = (plane * extent + k) * rest;
      const isInside = k >= 0 && k < extent;
      for (let r = 0; r < rest; r++) y[to++] = isInside ? x!.data[from + r]! : 0;
    }
  }
};

/** dx[b, m, k, r] = Σ dy[b, m, i, r] over the i with indices[b, i] = k */
export const scatterAdd: Kernel<ScatterAddAttrs> = (inputs, outputs, attrs) => {
  const [indices, dy] = inputs;
  const dx = outputs[0]!.data;
  const { batch, middle, extent, rest } = extents(attrs.inputShape, attrs);
  const count = indices!.data.length / batch;
  dx.fill(0);
  let from = 0;
  for (let plane = 0; plane < batch * middle; plane++) {
    const first = Math.floor(plane / middle) * count;
    for (let i = first; i < first + count; i++, from += rest) {
      const k = indices!.data[i]!;
      if (k < 0 || k >= extent) continue;
      const to = (plane * extent + k) * rest;
      for (let r = 0; r < rest; r++) dx[to + r] = dx[to + r]! + dy!.data[from + r]!;
    }
  }
};

function extents(x: Shape, { axis, batchDims }: GatherAttrs) {
  return {
    batch: sizeOf(x.slice(0, batchDims)),
    middle: sizeOf(x.slice(batchDims, axis)),
    extent: x[axis]!,
    rest: sizeOf(x.slice(axis + 1)),
  };
}
