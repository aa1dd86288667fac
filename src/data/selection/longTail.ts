import { makeStream } from "../../core/random.ts";

/** What the sizes of the classes of a long tail depend on. */
export interface LongTailOptions {
  /** How many times as many examples the first class has as the last; 1 or more. */
  readonly imbalance: number;
  /** `label`: class 0 has most. `shuffled`: which class has how many is drawn. */
  readonly order: "label" | "shuffled";
  /** Examples of the largest class; as many as all classes that have any can afford where nothing is said. */
  readonly largest?: number | undefined;
  readonly seed: number;
}

/**
 * How many examples each class gets so that numbers fall exponentially: the class in place k of K has
 * `largest · imbalance^(-k / (K - 1))`, rounded down as the authors' code does, but at least 1. A class without examples
 * keeps its place and stays empty.
 *
 * Shape: sizes of the classes [K] -> [K]
 * @source Cui et al. 2019, arXiv:1901.05555, section 5.1; Cao et al. 2019, arXiv:1906.07413, section 4
 */
export function longTailCounts(
  sizes: readonly number[],
  { imbalance, order, largest, seed }: LongTailOptions,
): number[] {
  const classes = sizes.length;
  const places =
    order === "label"
      ? sizes.keys()
      : makeStream(seed, "long-tail").permutation(0, classes).values();
  const shares = Array.from(places, (place) => imbalance ** (-place / Math.max(1, classes - 1)));
  const affordable = sizes.flatMap((size, label) =>
    size > 0 ? [wholePart(size / shares[label]!)] : [],
  );
  const most = largest ?? Math.min(...affordable);
  return shares.map((share, label) =>
    sizes[label]! > 0 ? Math.max(1, wholePart(most * share)) : 0,
  );
}

/** What is whole but for the rounding of powers, such as 49.999999999999996, counts as whole. */
function wholePart(value: number): number {
  return Math.floor(value + 1e-9);
}
