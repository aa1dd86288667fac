import type { Estimate } from "../../../core/statistics.ts";

/**
 * Where an accuracy lies beside one of the paper's: `near` where its whole interval is within the tolerance, `above` or
 * `below` where the whole interval is beyond it, else `open`, as without an interval.
 *
 * @source own design: no sentence claims more than the interval allows
 */
export type BesidePaper = "near" | "above" | "below" | "open";

/** Sets an accuracy beside one of the paper's. */
export function besidePaper(
  { low, high }: Estimate,
  { accuracy, tolerance }: { readonly accuracy: number; readonly tolerance: number },
): BesidePaper {
  if (low === null || high === null) return "open";
  if (low > accuracy + tolerance) return "above";
  if (high < accuracy - tolerance) return "below";
  return low >= accuracy - tolerance && high <= accuracy + tolerance ? "near" : "open";
}
