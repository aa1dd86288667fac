import { type Estimate, estimateOf, mean } from "../../../core/statistics.ts";
import type { CnnResult } from "../results.ts";
import { seedsIn } from "./sourcePanels.ts";

/**
 * Something of the CNNs of a model, a value a seed: the mean over its two CNNs.
 *
 * @source own design
 */
export function modelEstimate(
  cnns: readonly CnnResult[],
  model: 1 | 2,
  measure: (cnn: CnnResult) => number,
): Estimate {
  const own = cnns.filter((cnn) => cnn.model === model);
  return estimateOf(
    seedsIn(own).map((seed) => mean(own.filter((cnn) => cnn.seed === seed).map(measure))),
  );
}
