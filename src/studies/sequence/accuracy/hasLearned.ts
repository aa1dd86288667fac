import type { SequenceResults } from "../results.ts";
import { rowNamed } from "./paperTable.ts";

/**
 * Whether the CNNs of model-1, or model-2 as a whole, are right on at least half of what they are asked: else what became of their
 * filters means nothing.
 *
 * @source own design
 */
export function hasLearned(results: SequenceResults, model: 1 | 2): boolean {
  const rows = model === 1 ? ["cnn1", "cnn2"] : ["model2"];
  return rows.every((row) => (rowNamed(results, row)?.accuracy.mean ?? 0) >= 0.5);
}
