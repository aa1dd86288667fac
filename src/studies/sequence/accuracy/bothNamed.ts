import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import type { SequenceResults } from "../results.ts";
import { rowNamed } from "./rowNamed.ts";

/**
 * Share of the pairs whose digits CNN1 and CNN2 both name right, if they err independently: about the most that an LSTM can
 * reach which is told their labels.
 *
 * Units: a fraction of the test pairs
 * @source own design
 */
export function bothNamed(results: SequenceResults): Estimate {
  const [cnn1, cnn2] = [rowNamed(results, "cnn1")!, rowNamed(results, "cnn2")!];
  return estimateOf(cnn1.accuracy.values.map((share, seed) => share * cnn2.accuracy.values[seed]!));
}
