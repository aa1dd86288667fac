import type { Estimate } from "../../../core/statistics.ts";

/**
 * Table 2 of the source, and how far from it a number may lie and still agree: the source is one run. Rows have the ids of
 * ours.
 *
 * Units: fractions of the test digits or test pairs
 * @source Inoue & Tsukamoto 2021, table 2; tolerances are ours
 */
export const paperTable = {
  cnn1: { accuracy: 0.982, tolerance: 0.01 },
  cnn2: { accuracy: 0.983, tolerance: 0.01 },
  lstm: { accuracy: 0.494, tolerance: 0.05 },
  model2: { accuracy: 0.867, tolerance: 0.05 },
} as const;

/**
 * Where an accuracy lies beside one of the paper's: `near` where its whole interval is within the tolerance, `above` or
 * `below` where the whole interval is beyond it, else `open`, as without an interval.
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
