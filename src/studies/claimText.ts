import type { IntervalMethod } from "../core/differenceOf.ts";
import type { Estimate } from "../core/statistics.ts";
import { percent, points } from "../figures/text.ts";
import type { CheckedClaim, Expectation, Quantity } from "./claim.ts";

/**
 * A checked claim in the words that people read, in tables of the terminal and of the report.
 *
 * @source own design
 */
export interface ClaimText {
  readonly id: string;
  readonly claim: string;
  readonly paper: string;
  readonly measured: string;
  /** Number of seeds. */
  readonly n: number;
  /** Number of seeds that it takes to decide. */
  readonly needed: number;
  readonly verdict: CheckedClaim["verdict"];
  readonly caveat: string;
}

/** What stands behind ± in the texts of this file. */
export const intervalText = "95 % CI, Student t";

/** How intervals stand in tables whose estimates were found by one method, and what they are. */
export function intervalMark(method: IntervalMethod): string {
  return method === "t" ? `± is the ${intervalText}` : "in brackets is the 95 % CI";
}

/** The claim in words. */
export function claimTextOf(claim: CheckedClaim): ClaimText {
  const { id, statement, where, quantity, expected, seeds, measured, verdict, caveat } = claim;
  return {
    id,
    claim: `${statement} (${where})`,
    paper: expectationText(expected, quantity),
    measured: measured === null ? "not measured" : estimateText(measured, quantity),
    n: measured?.n ?? 0,
    needed: seeds,
    verdict,
    caveat,
  };
}

/**
 * Mean and half the width of the 95 % confidence interval: "95.2% ± 0.4%", or "+12.3 ± 0.5 points". An interval of the
 * bootstrap has no half: "95.2% (94.7% to 95.4%, bootstrap)".
 */
export function estimateText(
  { mean, low, high, interval }: Estimate,
  quantity: Quantity = "share",
): string {
  const show = quantity === "share" ? percent : points;
  const unit = quantity === "share" ? "" : " points";
  if (low === null || high === null) return `${show(mean, 1)}${unit}`;
  if (interval === "bootstrap") {
    return `${show(mean, 1)}${unit} (${show(low, 1)} to ${show(high, 1)}, bootstrap)`;
  }
  const half = high - mean;
  return `${show(mean, 1)} ± ${quantity === "share" ? percent(half, 1) : (100 * half).toFixed(1)}${unit}`;
}

/** What a source says, to as many digits as it says: "97% ± 5 points", "above 50%", "0 ± 0.5 points". */
export function expectationText(expected: Expectation, quantity: Quantity = "share"): string {
  const value = inHundredths(expected.value);
  const unit = quantity === "share" ? "%" : "";
  if (expected.kind === "near") {
    return `${value}${unit} ± ${inHundredths(expected.tolerance)} points`;
  }
  return `${expected.kind} ${value}${quantity === "share" ? unit : " points"}`;
}

/** Without the digits that only the binary number has, and with a true minus sign. */
function inHundredths(fraction: number): string {
  return String(Number((100 * fraction).toPrecision(12))).replace("-", "−");
}
