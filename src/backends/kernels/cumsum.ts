import type { Kernel } from "../../graph/kernel.ts";
import type { CumsumAttrs } from "../../ops/cumsum.ts";
import { strideOf } from "./offsets.ts";

/** Each element with all before it, or after it, along one dimension, added up. */
export const cumsum: Kernel<CumsumAttrs> = (inputs, outputs, { axis, reverse, exclusive }) => {
  const { shape, data } = inputs[0]!;
  const y = outputs[0]!.data;
  const length = shape[axis]!;
  const stride = strideOf(shape, axis);
  const [first, step] = reverse ? [(length - 1) * stride, -stride] : [0, stride];
  for (let block = 0; block < data.length; block += length * stride) {
    for (let inner = 0; inner < stride; inner++) {
      let total = 0;
      let at = block + inner + first;
      for (let k = 0; k < length; k++, at += step) {
        const before = total;
        total += data[at]!;
        y[at] = exclusive ? before : total;
      }
    }
  }
};
