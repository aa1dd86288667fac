import type { Estimate } from "../../../core/statistics.ts";
import { differenceBetween } from "../compare/differenceBetween.ts";
import type { SequenceResults } from "../results.ts";
import { rowNamed } from "./paperTable.ts";

/**
 * By how much the accuracy of the first row exceeds that of the second, paired by seed; null when one was not trained.
 *
 * Units: fractions of the test data
 * @source own design
 */
export function rowDifference(
  results: SequenceResults,
  [first, second]: readonly [string, string],
): Estimate | null {
  const accuracyOf = (row: string) => rowNamed(results, row)?.accuracy ?? null;
  return differenceBetween(accuracyOf(first), accuracyOf(second));
}
