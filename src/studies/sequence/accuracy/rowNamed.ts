import type { Estimate } from "../../../core/statistics.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import type { RowResult, SequenceResults } from "../results.ts";

/**
 * The training of that name, if there is one.
 *
 * @source own design
 */
export function rowNamed({ rows }: SequenceResults, name: string): RowResult | undefined {
  return rows.find(({ row }) => row === name);
}

/**
 * By how much the accuracy of the first row exceeds that of the second, paired by seed; null when one was not trained.
 *
 * Units: fractions of the test data
 */
export function rowDifference(
  results: SequenceResults,
  [first, second]: readonly [string, string],
): Estimate | null {
  const accuracyOf = (row: string) => rowNamed(results, row)?.accuracy ?? null;
  return differenceBetween(accuracyOf(first), accuracyOf(second));
}

/**
 * Whether the CNNs of model-1, or model-2 as a whole, are right on at least half of what they are asked: else what became
 * of their filters means nothing.
 */
export function hasLearned(results: SequenceResults, model: 1 | 2): boolean {
  const rows = model === 1 ? ["cnn1", "cnn2"] : ["model2"];
  return rows.every((row) => (rowNamed(results, row)?.accuracy.mean ?? 0) >= 0.5);
}

/**
 * The LSTM of model-1 that is told just what that of model-2 reads, of CNNs that were trained alone: what is left between
 * the two is that one of them was trained as one. Undefined where none was trained so.
 */
export function toldAsModel2(
  { rows }: SequenceResults,
  reads: "logits" | "probabilities",
): RowResult | undefined {
  const wanted = reads === "logits" ? "logits" : "soft";
  return rows.find(({ network, told }) => network === "label-lstm" && told === wanted);
}
