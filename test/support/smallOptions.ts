import type { NetworkEntry } from "../../src/zoo/index.ts";
import type { GivenOptions, NumberOption, Option } from "../../src/zoo/options.ts";

/** Options that make a network as narrow as tests want it, its structure complete, for images of 16×16 pixels where they can do with so few. */
export function smallOptions({ choices }: Pick<NetworkEntry, "choices">): GivenOptions {
  const wanted = { width: 4, inputSize: 16, classes: 10 };
  const reduced = Object.entries(wanted).flatMap(([key, most]) => {
    const option: Option | undefined = choices[key];
    return option && "least" in option ? [[key, nearest(option, most)]] : [];
  });
  return Object.fromEntries(reduced);
}

/** The largest value that is not above `most`, or the smallest one there is. */
function nearest(option: NumberOption, most: number): number {
  return Math.max(Math.min(option.default, most), option.least);
}
