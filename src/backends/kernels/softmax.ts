import type { NumberArray } from "../../core/dtype.ts";
import type { Kernel } from "../../graph/kernel.ts";
import type { NoAttrs } from "../../ops/shapeRules.ts";
import { rowLength } from "./offsets.ts";

/** exp(x - max) / Σ exp(x - max) for each row */
export const softmax: Kernel<NoAttrs> = (inputs, outputs) => {
  const x = inputs[0]!.data;
  const y = outputs[0]!.data;
  const length = rowLength(inputs[0]!.shape);
  for (let row = 0; row < x.length; row += length) {
    const logSum = logSumExp(x, row, row + length);
    for (let i = row; i < row + length; i++) y[i] = Math.exp(x[i]! - logSum);
  }
};

/** x - log Σ exp(x) for each row */
export const logSoftmax: Kernel<NoAttrs> = (inputs, outputs) => {
  const x = inputs[0]!.data;
  const y = outputs[0]!.data;
  const length = rowLength(inputs[0]!.shape);
  for (let row = 0; row < x.length; row += length) {
    const logSum = logSumExp(x, row, row + length);
    for (let i = row; i < row + length; i++) y[i] = x[i]! - logSum;
  }
};

/** dx = dy - exp(y) Σ dy for each row */
export const logSoftmaxGrad: Kernel<NoAttrs> = (inputs, outputs) => {
  const y = inputs[0]!.data;
  const dy = inputs[1]!.data;
  const dx = outputs[0]!.data;
  const length = rowLength(inputs[0]!.shape);
  for (let row = 0; row < y.length; row += length) {
    let total = 0;
    for (let i = row; i < row + length; i++) total += dy[i]!;
    for (let i = row; i < row + length; i++) dx[i] = dy[i]! - Math.exp(y[i]!) * total;
  }
};

/** log Σ exp(x[i]) for from ≤ i < end; taking out the largest x first keeps exp from overflowing. */
function logSumExp(x: NumberArray, from: number, end: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = from; i < end; i++) largest = Math.max(largest, x[i]!);
  let total = 0;
  for (let i = from; i < end; i++) total += Math.exp(x[i]! - largest);
  return largest + Math.log(total);
}
