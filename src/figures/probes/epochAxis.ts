import { epochLabel } from "../epochLabel.ts";

/** How epochs stand beside each other. */
export interface EpochAxis {
  readonly xLabel: string;
  readonly xScale: "linear" | "logarithmic";
  /** A place before the first epoch, as far from it as keeps words apart. */
  readonly before: number;
}

/** Of the epochs' part of the axis: less than a step between its numbers, so that none of them stands there. */
const shareBefore = 0.07;

/** An axis on which epochs such as 0, 1, 2, 4, 8 are about as far from each other, and epochs in equal steps too. */
export function epochAxis(given: readonly number[]): EpochAxis {
  const epochs = [...new Set(given)].sort((a, b) => a - b);
  const steps = epochs.slice(1).map((epoch, index) => epoch - epochs[index]!);
  // The last step is as long as it happens to be.
  const others = steps.slice(0, -1);
  const isUneven = others.length > 1 && Math.max(...others) >= 2 * Math.min(...others);
  const [first, last] = [epochs[0]!, epochs.at(-1)!];
  if (!isUneven) {
    const before = first - shareBefore * (last - first || 1);
    return { xLabel: epochLabel(first === 0, "linear"), xScale: "linear", before };
  }
  const place = Math.log1p(first) - shareBefore * (Math.log1p(last) - Math.log1p(first));
  return {
    xLabel: epochLabel(first === 0, "logarithmic"),
    xScale: "logarithmic",
    before: Math.sign(place) * Math.expm1(Math.abs(place)),
  };
}
