import type { Value } from "../../graph/node.ts";

/**
 * Input pixels between neighbouring units of a layer: the product of the horizontal strides on the way from the input.
 *
 * Units: pixels
 * @source Araujo et al. 2019, doi:10.23915/distill.00021
 */
export function jumpOf(value: Value): number {
  const { inputs, attrs } = value.node;
  const before = inputs[0];
  return strideOf(attrs) * (before ? jumpOf(before) : 1);
}

function strideOf(attrs: unknown): number {
  const { stride } = (attrs ?? {}) as { readonly stride?: readonly [number, number] };
  return stride?.[1] ?? 1;
}
