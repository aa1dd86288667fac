import type { Estimate } from "../../../core/statistics.ts";
import { sideOf } from "../../differenceWords.ts";

/**
 * On which side of a limit an estimate lies with its whole interval; of a single seed, on which side its value lies: see
 * `oneSeedWords`. Undefined where neither can be told.
 *
 * @source own design
 */
export function sideOrSign(estimate: Estimate, limit = 0): "above" | "below" | undefined {
  if (estimate.n > 1) return sideOf(estimate, limit);
  if (estimate.mean === limit) return undefined;
  return estimate.mean > limit ? "above" : "below";
}
