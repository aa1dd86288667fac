import type { NumberArray } from "../core/dtype.ts";
import type { Shape } from "../core/shape.ts";

/** A row-major array with its shape. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: NumberArray;
}

/** One operation on arrays: reads `inputs`, fills every element of `outputs`. */
export type Kernel<Attrs> = (
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  attrs: Attrs,
) => void;
