import type { Estimate } from "../core/statistics.ts";

/**
 * Something a source says, as a number that can be measured here.
 *
 * @source own design: a claim is data, so that it can be checked again at any time
 */
export interface Claim<Results> {
  readonly id: string;
  /** The claim as a sentence. */
  readonly statement: string;
  /** Where in the source it stands, such as "table 1". */
  readonly where: string;
  readonly quantity: Quantity;
  readonly expected: Expectation;
  /** How many seeds it takes, at least, to decide; one where nothing is said. */
  readonly seeds?: number;
  /** The same quantity as measured, a value per seed; null when the results do not have it. */
  measure(results: Results): Estimate | null;
  /** What a reader has to know before comparing; empty when nothing. */
  readonly caveat: string;
}

/**
 * What the measurement has to be for the claim to hold.
 *
 * Units: as the measurement's, fractions in [0, 1] for accuracies
 */
export type Expectation =
  | { readonly kind: "near"; readonly value: number; readonly tolerance: number }
  | { readonly kind: "above" | "below"; readonly value: number };

/**
 * A share is a fraction of a whole, a small share one that may be far below 1 %; a difference is one of two shares; a number
 * is none of these, such as a ratio or a distance.
 */
export type Quantity = "share" | "small share" | "difference" | "number";

/**
 * `upheld` and `missed` are what they say; `undecided` when the interval holds the limit, when nothing was measured, when
 * there were too few seeds, or when the data are not the source's.
 */
export type Verdict = "upheld" | "missed" | "undecided";

/** A claim beside what was measured. */
export interface CheckedClaim {
  readonly id: string;
  readonly statement: string;
  readonly where: string;
  readonly quantity: Quantity;
  readonly expected: Expectation;
  /** How many seeds it takes to decide. */
  readonly seeds: number;
  readonly measured: Estimate | null;
  readonly verdict: Verdict;
  readonly caveat: string;
}

/**
 * Sets every claim beside the measurement. Where other data than the source's were used, `otherData` says which: the
 * source's numbers then decide nothing, its comparisons still do. Fewer seeds than a claim needs decide nothing either.
 */
export function checkClaims<Results>(
  claims: readonly Claim<Results>[],
  results: Results,
  otherData = "",
): CheckedClaim[] {
  return claims.map(({ measure, seeds = 1, ...claim }) => {
    const measured = measure(results);
    const isComparison = claim.expected.kind !== "near";
    const tooFew =
      measured && measured.n < seeds ? `It needs ${seeds} seeds, has ${measured.n}.` : "";
    const decides = (otherData === "" || isComparison) && tooFew === "";
    const verdict = decides ? verdictOf(claim.expected, measured) : "undecided";
    const caveat = [otherData, tooFew, claim.caveat].filter((text) => text !== "").join(" ");
    return { ...claim, seeds, measured, verdict, caveat };
  });
}

/**
 * Near: the mean lies within the tolerance. Above or below: the whole confidence interval lies on that side; one seed has
 * no interval and decides nothing.
 */
export function verdictOf(expected: Expectation, measured: Estimate | null): Verdict {
  if (measured === null || !Number.isFinite(measured.mean)) return "undecided";
  const { mean, low, high } = measured;
  if (expected.kind === "near") {
    return Math.abs(mean - expected.value) <= expected.tolerance ? "upheld" : "missed";
  }
  if (low === null || high === null) return "undecided";
  const side = expected.kind === "above" ? 1 : -1;
  const [nearEnd, farEnd] = side === 1 ? [low, high] : [high, low];
  if (side * (nearEnd - expected.value) > 0) return "upheld";
  return side * (farEnd - expected.value) > 0 ? "undecided" : "missed";
}
