import type { Kernel } from "../../graph/kernel.ts";
import type { NoAttrs } from "../../ops/shapeRules.ts";
import { rowLength } from "./offsets.ts";

/** Place of the largest element of each row, the first of equals */
export const argMax: Kernel<NoAttrs> = (inputs, outputs) => {
  const x = inputs[0]!.data;
  const y = outputs[0]!.data;
  const length = rowLength(inputs[0]!.shape);
  for (let row = 0; row < y.length; row++) {
    const start = row * length;
    let winner = 0;
    for (let i = 1; i < length; i++) if (x[start + i]! > x[start + winner]!) winner = i;
    y[row] = winner;
  }
};
