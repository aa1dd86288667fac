import type { Kernel } from "../../graph/kernel.ts";
import type { MaxPool2dGradAttrs } from "../../ops/maxPool2d.ts";
import type { Pool2dAttrs } from "../../ops/pool2d.ts";

/*
 * Letters: (i, j) tap of the window, (h, w) pixel of the image, (p, q) window. Every window holds a pixel, since the
 * shape rule wants padding smaller than the kernel; a NaN wins, so that it does not go unseen.
 */

/** Largest pixel of every window and its place i·kW + j in it, the first of equals. */
export const maxPool2d: Kernel<Pool2dAttrs> = (inputs, outputs, attrs) => {
  const x = inputs[0]!;
  const [y, winners] = outputs;
  const [kernelH, kernelW] = attrs.kernelSize;
  const [batch, channels, hEnd, wEnd] = x.shape as Extents;
  const [, , pEnd, qEnd] = y!.shape as Extents;
  let at = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let p = 0; p < pEnd; p++) {
      for (let q = 0; q < qEnd; q++) {
        let best = Number.NEGATIVE_INFINITY;
        let winner = -1;
        for (let i = 0; i < kernelH; i++) {
          const h = p * attrs.stride[0] + i * attrs.dilation[0] - attrs.padding[0][0];
          if (h < 0 || h >= hEnd) continue;
          for (let j = 0; j < kernelW; j++) {
            const w = q * attrs.stride[1] + j * attrs.dilation[1] - attrs.padding[1][0];
            if (w < 0 || w >= wEnd) continue;
            const value = x.data[(plane * hEnd + h) * wEnd + w]!;
            if (winner >= 0 && !(value > best) && !Number.isNaN(value)) continue;
            best = value;
            winner = i * kernelW + j;
          }
        }
        y!.data[at] = best;
        winners!.data[at++] = winner;
      }
    }
  }
};

/** Every dy added to its window's winner; windows that overlap may share one. */
export const maxPool2dGrad: Kernel<MaxPool2dGradAttrs> = (inputs, outputs, attrs) => {
  const [winners, dy] = inputs;
  const dx = outputs[0]!;
  const kernelW = attrs.kernelSize[1];
  const [batch, channels, hEnd, wEnd] = dx.shape as Extents;
  const [, , pEnd, qEnd] = dy!.shape as Extents;
  dx.data.fill(0);
  let at = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let p = 0; p < pEnd; p++) {
      for (let q = 0; q < qEnd; q++) {
        const winner = winners!.data[at]!;
        const j = winner % kernelW;
        const i = (winner - j) / kernelW;
        const h = p * attrs.stride[0] + i * attrs.dilation[0] - attrs.padding[0][0];
        const w = q * attrs.stride[1] + j * attrs.dilation[1] - attrs.padding[1][0];
        const pixel = (plane * hEnd + h) * wEnd + w;
        dx.data[pixel] = dx.data[pixel]! + dy!.data[at++]!;
      }
    }
  }
};

type Extents = readonly [number, number, number, number];
