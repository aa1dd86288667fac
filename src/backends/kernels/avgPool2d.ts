/* Letters: (i, j) tap of the window, (h, w) pixel of the image, (p, q) window. */

import type { Kernel } from "../../graph/kernel.ts";
import type { AvgPool2dAttrs, AvgPool2dGradAttrs } from "../../ops/avgPool2d.ts";

/** Mean of every window; taps in the padding add nothing and count only when `countPadding`. */
export const avgPool2d: Kernel<AvgPool2dAttrs> = (inputs, outputs, attrs) => {
  const x = inputs[0]!;
  const y = outputs[0]!;
  const [kernelH, kernelW] = attrs.kernelSize;
  const [batch, channels, hEnd, wEnd] = x.shape as Extents;
  const [, , pEnd, qEnd] = y.shape as Extents;
  let at = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let p = 0; p < pEnd; p++) {
      for (let q = 0; q < qEnd; q++) {
        let total = 0;
        let inside = 0;
        for (let i = 0; i < kernelH; i++) {
          const h = p * attrs.stride[0] + i * attrs.dilation[0] - attrs.padding[0][0];
          if (h < 0 || h >= hEnd) continue;
          for (let j = 0; j < kernelW; j++) {
            const w = q * attrs.stride[1] + j * attrs.dilation[1] - attrs.padding[1][0];
            if (w < 0 || w >= wEnd) continue;
            total += x.data[(plane * hEnd + h) * wEnd + w]!;
            inside++;
          }
        }
        y.data[at++] = total / (attrs.countPadding ? kernelH * kernelW : inside);
      }
    }
  }
};

/** dx[h, w] = Σ dy[p, q] / divisor[p, q] over the windows that hold (h, w) */
export const avgPool2dGrad: Kernel<AvgPool2dGradAttrs> = (inputs, outputs, attrs) => {
  const dy = inputs[0]!;
  const dx = outputs[0]!;
  const [kernelH, kernelW] = attrs.kernelSize;
  const [batch, channels, hEnd, wEnd] = dx.shape as Extents;
  const [, , pEnd, qEnd] = dy.shape as Extents;
  let at = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let h = 0; h < hEnd; h++) {
      for (let w = 0; w < wEnd; w++) {
        let total = 0;
        for (let i = 0; i < kernelH; i++) {
          const p = (h + attrs.padding[0][0] - i * attrs.dilation[0]) / attrs.stride[0];
          if (p < 0 || p >= pEnd || !Number.isInteger(p)) continue;
          const rows = divisor(attrs, 0, p);
          for (let j = 0; j < kernelW; j++) {
            const q = (w + attrs.padding[1][0] - j * attrs.dilation[1]) / attrs.stride[1];
            if (q < 0 || q >= qEnd || !Number.isInteger(q)) continue;
            total += dy.data[(plane * pEnd + p) * qEnd + q]! / (rows * divisor(attrs, 1, q));
          }
        }
        dx.data[at++] = total;
      }
    }
  }
};

type Extents = readonly [number, number, number, number];

/** Taps that count along one dimension of space for the window at `position`. */
function divisor(attrs: AvgPool2dGradAttrs, axis: 0 | 1, position: number): number {
  const kernel = attrs.kernelSize[axis];
  if (attrs.countPadding) return kernel;
  const start = position * attrs.stride[axis] - attrs.padding[axis][0];
  let count = 0;
  for (let tap = 0; tap < kernel; tap++) {
    const pixel = start + tap * attrs.dilation[axis];
    if (pixel >= 0 && pixel < attrs.inputShape[axis + 2]!) count++;
  }
  return count;
}
