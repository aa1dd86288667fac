import type { Backend } from "../../../backends/backend.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import { outputsOf } from "../../../train/outputsOf.ts";
import { holdNetwork } from "../../../train/states.ts";
import type { TrainedNetwork } from "../../study.ts";

/** What somebody says of every digit of a set: a number for each of the ten, the larger the likelier. Shape: [N, 10] */
export type DigitOutputs = (set: ImageSet) => Float32Array;

/**
 * What a CNN says of digits, before softmax.
 *
 * Shape: [N, 1, H, W] -> [N, 10]
 * @source own design
 */
export function digitOutputs({ network, numbers }: TrainedNetwork, backend: Backend): DigitOutputs {
  const states = holdNetwork(numbers, backend);
  return (set) => outputsOf(set, { network, backend, states });
}

/** What somebody says who knows the labels. Shape: [N, 1, H, W] -> [N, 10] */
export const truth: DigitOutputs = ({ labels }) => {
  const outputs = new Float32Array(10 * labels.length);
  labels.forEach((label, at) => {
    outputs[10 * at + label] = 1;
  });
  return outputs;
};
