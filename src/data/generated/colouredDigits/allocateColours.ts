import type { Stream } from "../../../core/random.ts";
import { examplesByClass } from "../../selection/examplesByClass.ts";

/** How colours are given to digits. */
export interface AllocationOptions {
  readonly digits: number;
  readonly colours: number;
  /** Share of the examples of each digit that come in its own colour, before all colours are given equally to the others. */
  readonly correlation: number;
  /** `runs`: one colour after the other, in the order of the set; `shuffled`: in random order. */
  readonly allocation: "shuffled" | "runs";
  readonly stream: Stream;
}

/**
 * The colour of each example, balanced within each digit: of n examples `correlation · n`, rounded, get colour d mod the
 * number of colours, the own one of digit d; the rest is cut into equal runs, whose lengths differ by one at most. Shuffled,
 * each digit has its own order of colours, so that what does not come out even favours no colour.
 *
 * Shape: labels [N] -> [N]
 */
export function allocateColours(
  labels: Int32Array,
  { digits, colours, correlation, allocation, stream }: AllocationOptions,
): Int32Array {
  const colourOf = new Int32Array(labels.length);
  for (const [digit, examples] of examplesByClass(labels, digits).entries()) {
    const order =
      allocation === "runs"
        ? examples
        : stream.permutation(digit, examples.length).map((place) => examples[place]!);
    const own = Math.round(correlation * order.length);
    const rest = order.length - own;
    const colourAt =
      allocation === "runs" ? undefined : stream.permutation(digits + digit, colours);
    for (const [place, index] of order.entries()) {
      const run = Math.floor(((place - own) * colours) / rest);
      colourOf[index] = place < own ? digit % colours : (colourAt?.[run] ?? run);
    }
  }
  return colourOf;
}
