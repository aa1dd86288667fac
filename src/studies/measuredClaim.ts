import type { Estimate } from "../core/statistics.ts";
import type { CheckedClaim, Verdict } from "./claim.ts";
import { estimateText } from "./claimText.ts";

/** A claim whose number was measured. */
export type MeasuredClaim = CheckedClaim & { readonly measured: Estimate };

/**
 * The claim of that name, if it was measured.
 *
 * @source own design
 */
export function measuredOf(claims: readonly CheckedClaim[], id: string): MeasuredClaim | undefined {
  const claim = claims.find((own) => own.id === id);
  return claim?.measured ? { ...claim, measured: claim.measured } : undefined;
}

/** What is said of a claim, by how it turned out. */
export function say(
  { verdict }: CheckedClaim,
  words: { readonly [Kind in Verdict]: string },
): string {
  return words[verdict];
}

/** The measured number of a claim, with its interval. */
export function measuredText({ measured, quantity }: MeasuredClaim): string {
  return estimateText(measured, quantity);
}
