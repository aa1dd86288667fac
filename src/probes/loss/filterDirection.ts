import type { Stream } from "../../core/random.ts";
import { sizeOf } from "../../core/shape.ts";
import { describeNetwork, type Network } from "../../nn/network.ts";
import type { ParameterSpec } from "../../nn/scope.ts";

/**
 * A random direction among a network's parameters in which every filter is as long as its own weights are: each filter
 * of a normally distributed direction d becomes d·‖w‖ / ‖d‖. A filter is what leads to one output: of a convolution's
 * weight [O, C, kH, kW] the part [C, kH, kW], of a linear layer's [O, I] a row. Parameters without filters, which are
 * biases and the scales and shifts of normalisations, stay where they are, and so do weights that a mask cuts out.
 *
 * The same stream gives the same direction for all weights of a network but for the lengths of its filters.
 *
 * Shape: parameters [P] -> [P]
 * @source Li et al. 2018, arXiv:1712.09913, section 4 and the paper's own code, which ignores "biasbn"
 */
export function filterDirection(
  network: Network,
  parameters: Float32Array,
  stream: Stream,
): Float32Array {
  const direction = new Float32Array(parameters.length);
  describeNetwork(network).parameters.forEach((spec, step) => {
    if (spec.shape.length < 2) return;
    const place = [spec.offset, spec.offset + sizeOf(spec.shape)] as const;
    const own = direction.subarray(...place);
    stream.fillNormal(own, step, 0, 1);
    normaliseFilters(own, parameters.subarray(...place), spec);
  });
  return direction;
}

function normaliseFilters(
  direction: Float32Array,
  weights: Float32Array,
  { shape, mask }: ParameterSpec,
): void {
  mask?.forEach((kept, at) => {
    if (kept === 0) direction[at] = 0;
  });
  const size = direction.length / shape[0]!;
  for (let start = 0; start < direction.length; start += size) {
    const filter = direction.subarray(start, start + size);
    const length = normOf(filter);
    const factor = length > 0 ? normOf(weights.subarray(start, start + size)) / length : 0;
    for (let at = 0; at < size; at++) filter[at] = factor * filter[at]!;
  }
}

function normOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
