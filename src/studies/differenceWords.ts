import type { Estimate } from "../core/statistics.ts";
import type { Quantity } from "./claim.ts";
import { estimateText, intervalText } from "./claimText.ts";
import { countOf } from "./words.ts";

/**
 * Which side of 0, or of another limit, a difference lies on with its whole interval; undefined where the interval holds the
 * limit or is unknown.
 *
 * @source own design: no sentence claims more than the interval allows
 */
export function sideOf({ low, high }: Estimate, limit = 0): "above" | "below" | undefined {
  if (low !== null && low > limit) return "above";
  if (high !== null && high < limit) return "below";
  return undefined;
}

/** A difference with what it says, or that it says nothing: to be set behind a colon. */
export function differenceWords(
  difference: Estimate | null,
  words: { readonly above: string; readonly below: string },
  quantity: Quantity = "number",
): string {
  if (!difference || !Number.isFinite(difference.mean)) return "the difference was not measured";
  const size = estimateText(difference, quantity);
  const side = sideOf(difference);
  if (side) return `${words[side]} (difference ${size})`;
  if (difference.low === null)
    return `one seed does not tell whether that is a difference (${size})`;
  return `${countOf(difference.n, "seed")} do not tell them apart (difference ${size})`;
}

/** What stands behind ± in a paragraph. */
export function intervalSentence(seeds: number): string {
  return seeds < 2
    ? "One seed was trained, so that nothing has an interval."
    : `± is the ${intervalText}, over ${seeds} seeds; differences are paired by seed.`;
}
