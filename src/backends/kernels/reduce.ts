import type { Kernel } from "../../graph/kernel.ts";
import type { ReduceAttrs } from "../../ops/sum.ts";
import { countAlong, maskOf, offsetAlong } from "./offsets.ts";

/** The kernel that folds all elements along some axes into one, from `start`. */
export function reduction(
  fold: (folded: number, x: number) => number,
  start: number,
): Kernel<ReduceAttrs> {
  return (inputs, outputs, { axes }) => {
    const x = inputs[0]!;
    const y = outputs[0]!;
    const reduced = maskOf(axes);
    const count = countAlong(reduced, x.shape);
    for (let i = 0; i < y.data.length; i++) {
      const base = offsetAlong(i, ~reduced, x.shape);
      let folded = start;
      for (let k = 0; k < count; k++) {
        folded = fold(folded, x.data[base + offsetAlong(k, reduced, x.shape)]!);
      }
      y.data[i] = folded;
    }
  };
}
