import type { Estimate } from "../../../core/statistics.ts";
import { averageOf } from "../../../figures/estimates.ts";
import { differenceBetween, ratioBetween } from "../../differenceBetween.ts";
import type { CnnResult, SequenceResults } from "../results.ts";
import { modelEstimate } from "./modelEstimate.ts";

/**
 * What share of digits a linear classifier names that looks at the ten outputs of CNNs, a value a seed: of those that were
 * not trained, that were trained alone, and that were trained within model-2.
 *
 * Units: fractions of the digits
 * @source own design
 */
export interface Readouts {
  readonly untrained: Estimate;
  readonly alone: Estimate;
  readonly within: Estimate;
}

/** The readouts of the CNNs, the untrained ones those of both models together. */
export function readoutsOf({ cnns }: SequenceResults): Readouts {
  return {
    untrained: averageOf([outputsRead(cnns, 1, 0), outputsRead(cnns, 2, 0)]),
    alone: outputsRead(cnns, 1, -1),
    within: outputsRead(cnns, 2, -1),
  };
}

/** Share of the digits that are read from the outputs of a model's CNNs, before or after training. */
export function outputsRead(cnns: readonly CnnResult[], model: 1 | 2, at: 0 | -1): Estimate {
  return modelEstimate(cnns, model, ({ epochs }) => epochs.at(at)!.outputs.share);
}

/** How many more digits are named for CNNs within model-2 than for those trained alone; below 0 where fewer. */
export function readoutGain(results: SequenceResults): Estimate | null {
  const { alone, within } = readoutsOf(results);
  return finite(differenceBetween(within, alone));
}

/**
 * How far CNNs within model-2 have come on the way from an untrained CNN to one that was trained alone: 1 as good a
 * recogniser of digits, 0 no better than without training. Null where there is no such way.
 */
export function readoutProgress(results: SequenceResults): Estimate | null {
  const { untrained, alone, within } = readoutsOf(results);
  const way = differenceBetween(alone, untrained);
  if (!way?.values.every((length) => length > 0)) return null;
  return ratioBetween(differenceBetween(within, untrained), way);
}

function finite(estimate: Estimate | null): Estimate | null {
  return estimate && Number.isFinite(estimate.mean) ? estimate : null;
}
