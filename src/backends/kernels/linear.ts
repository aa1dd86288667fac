import type { Kernel } from "../../graph/kernel.ts";
import type { LinearAttrs, LinearParameterGradAttrs } from "../../ops/linear.ts";
import { activate } from "./activation.ts";

/** y[n, o] = bias[o] + Σ x[n, i] · weight[o, i] over i */
export const linear: Kernel<LinearAttrs> = (inputs, outputs, attrs) => {
  const [x, weight, bias] = inputs;
  const y = outputs[0]!;
  const [outFeatures, features] = weight!.shape as readonly [number, number];
  for (let at = 0; at < y.data.length; at++) {
    const o = at % outFeatures;
    const row = ((at - o) / outFeatures) * features;
    let total = bias ? bias.data[o]! : 0;
    for (let i = 0; i < features; i++) {
      total += x!.data[row + i]! * weight!.data[o * features + i]!;
    }
    y.data[at] = activate(attrs.activation, total);
  }
};

/** dWeight[o, i] = Σ dy[n, o] · x[n, i] over n; dBias[o] = Σ dy[n, o] */
export const linearParameterGrad: Kernel<LinearParameterGradAttrs> = (inputs, outputs) => {
  const [x, dy] = inputs;
  const [dWeight, dBias] = outputs;
  const [batch, features] = x!.shape as readonly [number, number];
  const outFeatures = dWeight!.shape[0]!;
  for (let o = 0; o < outFeatures; o++) {
    for (let i = 0; i < features; i++) {
      let total = 0;
      for (let n = 0; n < batch; n++) {
        total += dy!.data[n * outFeatures + o]! * x!.data[n * features + i]!;
      }
      dWeight!.data[o * features + i] = total;
    }
    if (!dBias) continue;
    let total = 0;
    for (let n = 0; n < batch; n++) total += dy!.data[n * outFeatures + o]!;
    dBias.data[o] = total;
  }
};
