import type { Estimate } from "../../../core/statistics.ts";
import { estimateText } from "../../claimText.ts";

/**
 * A share of a layer's dimensions, or a dash where it is not known.
 *
 * @source own design
 */
export function shareText(estimate: Estimate | null): string {
  return estimate ? estimateText(estimate, "small share") : "–";
}

/** A number, or a dash where it is not known. */
export function numberText(estimate: Estimate | null): string {
  return estimate ? estimateText(estimate, "number") : "–";
}
