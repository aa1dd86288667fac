import { type Shape, sizeOf } from "../../core/shape.ts";
import type { Kernel } from "../../graph/kernel.ts";
import type { BatchNormAttrs, BatchNormGradAttrs } from "../../ops/batchNorm.ts";
import { activate } from "./activation.ts";

/** y = scale · (x - mean) / √(variance + ε) + shift with each channel's own mean and variance */
export const batchNorm: Kernel<BatchNormAttrs> = (inputs, outputs, { epsilon, activation }) => {
  const [x, scale, shift] = inputs;
  const [y, mean, variance] = outputs;
  for (let c = 0; c < mean!.data.length; c++) {
    const places = placesOf(x!.shape, c);
    let total = 0;
    for (const at of places) total += x!.data[at]!;
    const centre = total / places.length;
    let squares = 0;
    for (const at of places) squares += (x!.data[at]! - centre) ** 2;
    const spread = squares / places.length;
    const slope = scale!.data[c]! / Math.sqrt(spread + epsilon);
    for (const at of places) {
      y!.data[at] = activate(activation, slope * (x!.data[at]! - centre) + shift!.data[c]!);
    }
    mean!.data[c] = centre;
    variance!.data[c] = spread;
  }
};

/** y = scale · (x - mean) / √(variance + ε) + shift */
export const batchNormEval: Kernel<BatchNormAttrs> = (inputs, outputs, { epsilon, activation }) => {
  const [x, scale, shift, mean, variance] = inputs;
  const y = outputs[0]!;
  for (let c = 0; c < mean!.data.length; c++) {
    const slope = scale!.data[c]! / Math.sqrt(variance!.data[c]! + epsilon);
    for (const at of placesOf(x!.shape, c)) {
      y.data[at] = activate(activation, slope * (x!.data[at]! - mean!.data[c]!) + shift!.data[c]!);
    }
  }
};

/** dShift = Σ dy, dScale = Σ dy·x̂, dx = scale / √(variance + ε) · (dy - (dShift + x̂·dScale) / M) */
export const batchNormGrad: Kernel<BatchNormGradAttrs> = (inputs, outputs, attrs) => {
  const [x, dy, scale, mean, variance, y] = inputs;
  const [dx, dScale, dShift] = outputs;
  for (let c = 0; c < mean!.data.length; c++) {
    const places = placesOf(x!.shape, c);
    const r = 1 / Math.sqrt(variance!.data[c]! + attrs.epsilon);
    const normalised = (at: number) => (x!.data[at]! - mean!.data[c]!) * r;
    const passed = (at: number) => (y && !(y.data[at]! > 0) ? 0 : dy!.data[at]!);
    let sum = 0;
    let product = 0;
    for (const at of places) {
      sum += passed(at);
      product += passed(at) * normalised(at);
    }
    const share = attrs.statistics === "batch" ? 1 / places.length : 0;
    for (const at of places) {
      const through = share * (sum + normalised(at) * product);
      dx!.data[at] = scale!.data[c]! * r * (passed(at) - through);
    }
    dScale!.data[c] = product;
    dShift!.data[c] = sum;
  }
};

/** Where the elements of one channel of [N, C, ..] lie. */
function placesOf([batch, channels, ...space]: Shape, c: number): number[] {
  const inner = sizeOf(space);
  return Array.from({ length: batch! * inner }, (_, i) => {
    const image = Math.floor(i / inner);
    return (image * channels! + c) * inner + (i - image * inner);
  });
}
