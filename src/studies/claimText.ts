import type { IntervalMethod } from "../core/differenceOf.ts";
import type { Estimate } from "../core/statistics.ts";
import { numberTexts } from "../figures/numberText.ts";
import { percent, points } from "../figures/text.ts";
import type { CheckedClaim, Expectation, Quantity } from "./claim.ts";
import { thousands } from "./words.ts";

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
export const intervalText = "95% CI, Student t";

/** Where intervals of some estimates stand in their texts, and what they are. */
export function intervalKey(estimates: readonly (Estimate | null)[]): string {
  const isBracketed = estimates.some((own) => own?.interval === "logarithmic" && own.low !== null);
  return `±${isBracketed ? " or in brackets" : ""}: ${intervalText}`;
}

/** How intervals stand in tables whose estimates were found by one method, and what they are. */
export function intervalMark(method: IntervalMethod): string {
  return method === "t" ? `± is the ${intervalText}` : "in brackets is the 95% CI";
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
 * Mean and half the width of the 95 % confidence interval: "95.2% ± 0.4%", "+12.3 ± 0.5 points", or "1.02 ± 0.10" of a
 * number; a small share has as many digits as it takes: "0.420% ± 0.031%". An interval of the bootstrap has no half:
 * "95.2% (94.7% to 95.4%, bootstrap)"; nor has that of how many times as much something is: "2.0 (1.6 to 2.5)".
 */
export function estimateText(estimate: Estimate, quantity: Quantity = "share"): string {
  const { mean, low, high, interval } = estimate;
  const { value, width, unit } = writerOf(quantity, estimate);
  if (low === null || high === null) return `${value(mean)}${unit}`;
  if (interval === "bootstrap") {
    return `${value(mean)}${unit} (${value(low)} to ${value(high)}, bootstrap)`;
  }
  if (interval === "logarithmic") {
    return `${threeDigits(mean)} (${threeDigits(low)} to ${threeDigits(high)})`;
  }
  return `${value(mean)} ± ${width(high - mean)}${unit}`;
}

/** Ends of an interval of logarithms may be of different orders. */
function threeDigits(value: number): string {
  return value >= 1000 ? thousands(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** How the values and the interval of a quantity are written. */
interface Writer {
  readonly value: (value: number) => string;
  readonly width: (width: number) => string;
  readonly unit: string;
}

function writerOf(quantity: Quantity, { mean, high }: Estimate): Writer {
  switch (quantity) {
    case "share": {
      const write = (share: number) => percent(share, 1);
      return { value: write, width: write, unit: "" };
    }
    case "difference":
      return {
        value: (difference) => points(difference, 1),
        width: (width) => (100 * width).toFixed(1),
        unit: " points",
      };
    case "small share":
    case "number": {
      const half = high === null ? 0 : high - mean;
      const format = quantity === "number" ? "number" : "percent";
      const write = numberTexts([Math.max(Math.abs(mean), half)], format);
      return { value: write, width: write, unit: "" };
    }
    default:
      return quantity satisfies never;
  }
}

/** What a source says, to as many digits as it says: "97% ± 5 points", "above 50%", "0 ± 0.5 points", "above 0.5". */
export function expectationText(expected: Expectation, quantity: Quantity = "share"): string {
  const [write, unit, width] = expectationUnits[quantity];
  const value = write(expected.value);
  if (expected.kind === "near") {
    return `${value}${unit === "%" ? unit : ""} ± ${write(expected.tolerance)}${width}`;
  }
  return `${expected.kind} ${value}${unit}`;
}

/** How numbers of a quantity are written, and what stands behind them and behind what they may differ by. */
const expectationUnits: {
  readonly [Kind in Quantity]: readonly [(value: number) => string, unit: string, width: string];
} = {
  share: [inHundredths, "%", " points"],
  "small share": [inHundredths, "%", " points"],
  difference: [inHundredths, " points", " points"],
  number: [plainly, "", ""],
};

function inHundredths(fraction: number): string {
  return plainly(100 * fraction);
}

/** Without the digits that only the binary number has, and with a true minus sign. */
function plainly(value: number): string {
  return String(Number(value.toPrecision(12))).replace("-", "−");
}
