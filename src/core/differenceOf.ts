import { bootstrapDifference, bootstrapInterval } from "./bootstrapInterval.ts";
import { type Estimate, estimateOf, mean, standardDeviation, tQuantile } from "./statistics.ts";

/** How confidence intervals are found: by Student's t, or as percentiles of the bootstrap. */
export type IntervalMethod = "t" | "bootstrap";

/** The estimate of a mean by each method. */
export const estimators: { readonly [Method in IntervalMethod]: typeof estimateOf } = {
  t: estimateOf,
  bootstrap: bootstrapInterval,
};

/** What was measured, by seed. */
export type SeedValues = ReadonlyMap<number, number>;

/** By how much the values of b exceed those of a, seed by seed: what both have in common through the seed falls out. */
export interface PairedDifference extends Estimate {
  readonly kind: "paired";
  /** The seeds that both have, in order: `values` are theirs. */
  readonly seeds: readonly number[];
  /**
   * d_z: the mean difference in standard deviations of the differences; null where these do not vary, or fewer than two
   * are known.
   */
  readonly effectSize: number | null;
  /** How many values were left out because the other group lacks their seed. */
  readonly unpaired: number;
}

/** By how much the mean of b exceeds that of a, where both were drawn independently of each other. */
export interface UnpairedDifference {
  readonly kind: "unpaired";
  readonly mean: number;
  /** Ends of the 95 % confidence interval; null where a group has fewer than two values. */
  readonly low: number | null;
  readonly high: number | null;
  /** How many values a and b have. */
  readonly counts: readonly [a: number, b: number];
  /** Degrees of freedom of Welch's interval; null where there is none. */
  readonly degrees: number | null;
  readonly interval?: "bootstrap";
}

/** Either of them: which one says its `kind`. */
export type Difference = PairedDifference | UnpairedDifference;

/**
 * The paired difference where seeds match, else the difference of the means. A single seed that matches tells of no
 * spread: where both groups have more values, their means do.
 *
 * @throws {RangeError} when a group has no value
 */
export function differenceOf(a: SeedValues, b: SeedValues, method: IntervalMethod): Difference {
  const pairs = [...a.keys()].filter((seed) => b.has(seed)).length;
  const isPaired = pairs >= 2 || (pairs === 1 && Math.min(a.size, b.size) === 1);
  return isPaired
    ? pairedDifference(a, b, method)
    : unpairedDifference([...a.values()], [...b.values()], method);
}

/**
 * Mean of b - a over the seeds that both have, with its 95 % confidence interval and the effect size.
 *
 * @throws {RangeError} when there is no such seed
 * @source Cohen 1988, "Statistical Power Analysis for the Behavioral Sciences", 2.3.5 (d_z)
 */
export function pairedDifference(
  a: SeedValues,
  b: SeedValues,
  method: IntervalMethod = "t",
): PairedDifference {
  const seeds = [...a.keys()].filter((seed) => b.has(seed)).sort((x, y) => x - y);
  const values = seeds.map((seed) => b.get(seed)! - a.get(seed)!);
  const estimate = estimators[method](values);
  const unpaired = a.size + b.size - 2 * seeds.length;
  return { kind: "paired", ...estimate, seeds, effectSize: effectSizeOf(estimate), unpaired };
}

function effectSizeOf({ mean, values }: Estimate): number | null {
  if (values.length < 2 || !Number.isFinite(mean)) return null;
  const deviation = standardDeviation(values);
  return deviation === 0 ? null : mean / deviation;
}

/**
 * Difference of the means b - a, with the 95 % confidence interval of Welch, which lets the groups vary differently.
 *
 * @throws {RangeError} when a group has no value
 * @source Welch 1947, doi:10.1093/biomet/34.1-2.28
 */
export function unpairedDifference(
  a: readonly number[],
  b: readonly number[],
  method: IntervalMethod = "t",
): UnpairedDifference {
  const difference = mean(b) - mean(a);
  const counts = [a.length, b.length] as const;
  const common = { kind: "unpaired", mean: difference, counts } as const;
  if (method === "bootstrap") {
    const [low, high] = bootstrapDifference(a, b) ?? [null, null];
    return { ...common, low, high, degrees: null, interval: "bootstrap" };
  }
  if (Math.min(...counts) < 2 || !Number.isFinite(difference)) {
    return { ...common, low: null, high: null, degrees: null };
  }
  const { degrees, halfWidth } = welch(a, b);
  return { ...common, low: difference - halfWidth, high: difference + halfWidth, degrees };
}

function welch(a: readonly number[], b: readonly number[]) {
  const shares = [a, b].map((group) => standardDeviation(group) ** 2 / group.length);
  const variance = shares[0]! + shares[1]!;
  if (variance === 0) return { degrees: a.length + b.length - 2, halfWidth: 0 };
  const uncertainty =
    (shares[0]! / variance) ** 2 / (a.length - 1) + (shares[1]! / variance) ** 2 / (b.length - 1);
  // At least those of the smaller group, below which only rounding could lead.
  const degrees = Math.max(1 / uncertainty, Math.min(a.length, b.length) - 1);
  return { degrees, halfWidth: tQuantile(degrees) * Math.sqrt(variance) };
}
