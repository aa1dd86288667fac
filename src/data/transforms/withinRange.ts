import type { Range } from "../../core/settings.ts";

/** The number at `share` of the way from the lower end of a range to the upper. */
export function withinRange([low, high]: Range, share: number): number {
  return low + (high - low) * share;
}
