import type { Kernel } from "../../graph/kernel.ts";
import type { NllGradAttrs } from "../../ops/nll.ts";
import type { NoAttrs } from "../../ops/shapeRules.ts";
import { rowLength } from "./offsets.ts";

/** -1/N Σ logProbabilities[n, label[n]]; NaN where a label has no place, so that the loss shows it. */
export const nll: Kernel<NoAttrs> = (inputs, outputs) => {
  const logProbabilities = inputs[0]!.data;
  const labels = inputs[1]!.data;
  const classes = rowLength(inputs[0]!.shape);
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    const known = label >= 0 && label < classes;
    total -= known ? logProbabilities[row * classes + label]! : Number.NaN;
  }
  outputs[0]!.data[0] = total / labels.length;
};

/** -dy / N at each label's place, 0 elsewhere */
export const nllGrad: Kernel<NllGradAttrs> = (inputs, outputs, { classes }) => {
  const labels = inputs[0]!.data;
  const dx = outputs[0]!.data;
  const share = -inputs[1]!.data[0]! / labels.length;
  dx.fill(0);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (label >= 0 && label < classes) dx[row * classes + label] = share;
  }
};
