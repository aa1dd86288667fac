import { thirdTermOf } from "../../../data/generated/thirdTerms.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import { numberSetOf } from "../../../data/numberSet.ts";
import type { Told } from "../cells.ts";
import type { DigitOutputs } from "./outputs.ts";

/** Who says what of the two digits of a pair, and which digits are pairs. */
export interface ToldPairsOptions {
  /** The index of each digit's partner. Shape: [N] */
  readonly partner: Uint32Array;
  readonly told: Told;
  /** Whoever is asked about the first digits, and about the second. */
  readonly first: DigitOutputs;
  readonly second: DigitOutputs;
}

/**
 * Pairs of digits as the LSTM of model-1 is told them, labelled with what really comes third.
 *
 * Shape: [N, 1, H, W] -> [N, 2, 10, 1], or [N, 2, 1, 1] where digits are told as a number
 * @source Inoue & Tsukamoto 2021, section 2.3: predicted labels; how they are told is our choice
 */
export function toldPairs(set: ImageSet, { partner, told, ...asked }: ToldPairsOptions): ImageSet {
  const size = told === "value" ? 1 : 10;
  const [first, second] = [asked.first(set), asked.second(set)].map((outputs) =>
    asTold(outputs, told),
  );
  const values = new Float32Array(2 * size * set.count);
  partner.forEach((other, at) => {
    values.set(first!.subarray(size * at, size * (at + 1)), 2 * size * at);
    values.set(second!.subarray(size * other, size * (other + 1)), size * (2 * at + 1));
  });
  const labels = {
    first: set.labels,
    second: set.labels.map((_, at) => set.labels[partner[at]!]!),
  };
  return numberSetOf({
    values,
    shape: [2, size],
    labels: labels.first.map((digit, at) => thirdTermOf(digit, labels.second[at]!)),
    concepts: labels,
  });
}

/** Shape: [N, 10] -> [N, 10] or [N, 1] */
function asTold(outputs: Float32Array, told: Told): Float32Array {
  switch (told) {
    case "logits":
      return outputs;
    case "soft":
      return mapRows(outputs, softmax);
    case "one-hot":
    case "true":
      return mapRows(outputs, oneHot);
    case "value":
      return mapRows(outputs, (row) => Float32Array.of(likeliest(row)));
    default:
      return told satisfies never;
  }
}

function mapRows(outputs: Float32Array, change: (row: Float32Array) => Float32Array): Float32Array {
  const count = outputs.length / 10;
  const rows = Array.from({ length: count }, (_, at) =>
    change(outputs.subarray(10 * at, 10 * (at + 1))),
  );
  const size = rows[0]?.length ?? 0;
  const values = new Float32Array(size * count);
  rows.forEach((row, at) => {
    values.set(row, size * at);
  });
  return values;
}

function softmax(row: Float32Array): Float32Array {
  const greatest = Math.max(...row);
  const powers = Array.from(row, (value) => Math.exp(value - greatest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Float32Array.from(powers, (power) => power / sum);
}

function oneHot(row: Float32Array): Float32Array {
  const answer = likeliest(row);
  return row.map((_, at) => Number(at === answer));
}

function likeliest(row: Float32Array): number {
  return row.indexOf(Math.max(...row));
}
