/*
 * The three directions of 2-D convolution as gathering loops: every element of the result is one sum, taken in float64
 * and rounded once. Letters: n batch, g group, o output channel, c input channel within the group, (i, j) tap of the
 * kernel, (h, w) pixel of x, (p, q) pixel of y; h = p·stride + i·dilation - padding before, and w likewise.
 */

import type { Kernel, Tensor } from "../../graph/kernel.ts";
import type {
  Conv2dAttrs,
  Conv2dInputGradAttrs,
  Conv2dParameterGradAttrs,
} from "../../ops/conv2d.ts";
import { activate } from "./activation.ts";

/** y[n, o, p, q] = bias[o] + Σ x[n, c, h, w] · weight[o, c, i, j] over c, i, j */
export const conv2d: Kernel<Conv2dAttrs> = (inputs, outputs, attrs) => {
  const [x, weight, bias] = inputs;
  const y = outputs[0]!;
  const [, , hEnd, wEnd] = x!.shape as Extents;
  const [, channels, iEnd, jEnd] = weight!.shape as Extents;
  const [batch, outChannels, pEnd, qEnd] = y.shape as Extents;
  const [strideH, strideW] = attrs.stride;
  const [dilationH, dilationW] = attrs.dilation;
  const [[top], [left]] = attrs.padding;
  const outPerGroup = outChannels / attrs.groups;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let o = 0; o < outChannels; o++) {
      const g = Math.floor(o / outPerGroup);
      for (let p = 0; p < pEnd; p++) {
        for (let q = 0; q < qEnd; q++) {
          let total = bias ? bias.data[o]! : 0;
          for (let c = 0; c < channels; c++) {
            const plane = ((n * attrs.groups + g) * channels + c) * hEnd;
            for (let i = 0; i < iEnd; i++) {
              const h = p * strideH + i * dilationH - top;
              if (h < 0 || h >= hEnd) continue;
              const row = (plane + h) * wEnd;
              const taps = ((o * channels + c) * iEnd + i) * jEnd;
              for (let j = 0; j < jEnd; j++) {
                const w = q * strideW + j * dilationW - left;
                if (w >= 0 && w < wEnd) total += x!.data[row + w]! * weight!.data[taps + j]!;
              }
            }
          }
          y.data[at++] = activate(attrs.activation, total);
        }
      }
    }
  }
};

/** dx[n, c, h, w] = Σ dy[n, o, p, q] · weight[o, c, i, j] over the i, j, p, q that met at (h, w), and over o */
export const conv2dInputGrad: Kernel<Conv2dInputGradAttrs> = (inputs, outputs, attrs) => {
  const [dy, weight] = inputs;
  const dx = outputs[0]!;
  const [, outChannels, pEnd, qEnd] = dy!.shape as Extents;
  const [, channels, iEnd, jEnd] = weight!.shape as Extents;
  const [batch, allChannels, hEnd, wEnd] = dx.shape as Extents;
  const [[top], [left]] = attrs.padding;
  const outPerGroup = outChannels / attrs.groups;
  const area = pEnd * qEnd;
  const tapsPerOut = channels * iEnd * jEnd;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let channel = 0; channel < allChannels; channel++) {
      const firstOut = Math.floor(channel / channels) * outPerGroup;
      for (let h = 0; h < hEnd; h++) {
        for (let w = 0; w < wEnd; w++) {
          let total = 0;
          for (let i = 0; i < iEnd; i++) {
            const p = (h + top - i * attrs.dilation[0]) / attrs.stride[0];
            if (p < 0 || p >= pEnd || !Number.isInteger(p)) continue;
            for (let j = 0; j < jEnd; j++) {
              const q = (w + left - j * attrs.dilation[1]) / attrs.stride[1];
              if (q < 0 || q >= qEnd || !Number.isInteger(q)) continue;
              let dyAt = (n * outChannels + firstOut) * area + p * qEnd + q;
              let tap = ((firstOut * channels + (channel % channels)) * iEnd + i) * jEnd + j;
              for (let o = 0; o < outPerGroup; o++) {
                total += dy!.data[dyAt]! * weight!.data[tap]!;
                dyAt += area;
                tap += tapsPerOut;
              }
            }
          }
          dx.data[at++] = total;
        }
      }
    }
  }
};

/** dWeight[o, c, i, j] = Σ x[n, c, h, w] · dy[n, o, p, q] over n, p, q; dBias[o] = Σ dy[n, o, p, q] */
export const conv2dParameterGrad: Kernel<Conv2dParameterGradAttrs> = (inputs, outputs, attrs) => {
  const [x, dy] = inputs;
  const [dWeight, dBias] = outputs;
  const [outChannels, channels, iEnd, jEnd] = dWeight!.shape as Extents;
  const [batch, allChannels, hEnd, wEnd] = x!.shape as Extents;
  const [, , pEnd, qEnd] = dy!.shape as Extents;
  const [strideH, strideW] = attrs.stride;
  const outPerGroup = outChannels / attrs.groups;
  let at = 0;
  for (let o = 0; o < outChannels; o++) {
    const firstChannel = Math.floor(o / outPerGroup) * channels;
    for (let c = firstChannel; c < firstChannel + channels; c++) {
      for (let i = 0; i < iEnd; i++) {
        const top = i * attrs.dilation[0] - attrs.padding[0][0];
        for (let j = 0; j < jEnd; j++) {
          const left = j * attrs.dilation[1] - attrs.padding[1][0];
          let total = 0;
          for (let n = 0; n < batch; n++) {
            for (let p = 0; p < pEnd; p++) {
              const h = p * strideH + top;
              if (h < 0 || h >= hEnd) continue;
              const row = ((n * allChannels + c) * hEnd + h) * wEnd + left;
              const dyRow = ((n * outChannels + o) * pEnd + p) * qEnd;
              for (let q = 0; q < qEnd; q++) {
                const w = q * strideW + left;
                if (w < 0 || w >= wEnd) continue;
                total += x!.data[row + q * strideW]! * dy!.data[dyRow + q]!;
              }
            }
          }
          dWeight!.data[at++] = total;
        }
      }
    }
  }
  if (dBias) sumPlanes(dy!, dBias);
};

type Extents = readonly [number, number, number, number];

/** out[o] = Σ y[n, o, p, q] over n, p, q */
function sumPlanes(y: Tensor, out: Tensor): void {
  const [batch, channels, height, width] = y.shape as Extents;
  const area = height * width;
  for (let o = 0; o < channels; o++) {
    let total = 0;
    for (let n = 0; n < batch; n++) {
      const plane = (n * channels + o) * area;
      for (let i = plane; i < plane + area; i++) total += y.data[i]!;
    }
    out.data[o] = total;
  }
}
