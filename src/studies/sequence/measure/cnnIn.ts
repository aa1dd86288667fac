import { describeNetwork, type NetworkNumbers, splitVector } from "../../../nn/network.ts";
import type { TrainedNetwork } from "../../study.ts";

/** Which of a pair's two digits a CNN looks at. */
export type Place = 1 | 2;

/**
 * One of the two CNNs within model-2, as a network of its own.
 *
 * Shape: numbers of `cnn-lstm` -> those of `cnn002`
 * @throws {RangeError} when the numbers are not those of a network that holds such a CNN
 * @source own design: what was learned within another network can then be asked as if it had been learned alone
 */
export function cnnIn(
  whole: TrainedNetwork,
  place: Place,
  network: TrainedNetwork["network"],
): NetworkNumbers {
  const parts = splitVector(describeNetwork(whole.network).parameters, whole.numbers.parameters);
  const { parameters: specs, parameterCount } = describeNetwork(network);
  const parameters = new Float32Array(parameterCount);
  for (const { name, offset } of specs) {
    const part = parts.get(`cnn${place}.${name}`);
    if (!part) {
      throw new RangeError(
        `Cannot take CNN ${place} out of "${whole.network.name}": it has no "cnn${place}.${name}", needs a CNN for each place`,
      );
    }
    parameters.set(part, offset);
  }
  return { parameters, buffers: new Float32Array() };
}
