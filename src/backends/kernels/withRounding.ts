import { roundToBf16 } from "../../core/bf16.ts";
import type { Kernel } from "../../graph/kernel.ts";
import type { TensorType } from "../../graph/node.ts";

/** The kernel, and after it the rounding of those outputs that are bf16: arrays hold them as float32. */
export function withRounding(
  kernel: Kernel<unknown>,
  outputs: readonly TensorType[],
): Kernel<unknown> {
  const rounded = outputs.flatMap(({ dtype }, index) => (dtype === "bf16" ? [index] : []));
  if (rounded.length === 0) return kernel;
  return (inputs, results, attrs) => {
    kernel(inputs, results, attrs);
    for (let i = 0; i < rounded.length; i++) {
      roundToBf16(results[rounded[i]!]!.data as Float32Array | Float64Array);
    }
  };
}
