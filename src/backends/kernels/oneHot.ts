import type { Kernel } from "../../graph/kernel.ts";
import type { OneHotAttrs } from "../../ops/oneHot.ts";

/** 1 at each label's place; a label that has no place leaves its row at 0. */
export const oneHot: Kernel<OneHotAttrs> = (inputs, outputs, { classes }) => {
  const labels = inputs[0]!.data;
  const y = outputs[0]!.data;
  y.fill(0);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (label >= 0 && label < classes) y[row * classes + label] = 1;
  }
};
