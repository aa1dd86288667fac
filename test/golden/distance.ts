import type { Safetensors } from "../../src/storage/safetensors.ts";
import { relativeDistance } from "../support/relativeDistance.ts";

/** The distance from the tensor of that name. */
export function distance(
  own: ArrayLike<number>,
  tensors: Safetensors["tensors"],
  name: string,
): number {
  return relativeDistance(own, tensors.get(name)!.data, name);
}
