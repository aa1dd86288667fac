import { countOnLadder } from "../runs/checkpoints.ts";
import { networkOf } from "../studies/networkOf.ts";
import { checkpointSize } from "../train/checkpointSize.ts";
import { trainingOf } from "../train/recipe.ts";
import type { TrainingRequest } from "./trainingRequest.ts";

/** Checkpoints that may lie within epochs: the last two, and the one that is being written. */
const within = 3;

/**
 * How much room the checkpoints of one of a training's runs take at most, about.
 *
 * Units: bytes
 */
export function checkpointsSize(
  { settings, common }: TrainingRequest,
  options: Readonly<Record<string, string>>,
): number {
  const { model, epochs } = settings;
  const { optimiser, averageDecay } = trainingOf(settings, { epochs, stepsPerEpoch: 1 });
  const network = networkOf({ network: model, options });
  const isAveraged = averageDecay !== undefined;
  // The best epoch is kept besides, unless all are.
  const whole = Math.min(countOnLadder(common.ladder, epochs) + 1, epochs + 1);
  return (whole + within) * checkpointSize({ network, optimiser, isAveraged });
}
