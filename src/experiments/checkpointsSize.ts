import { isOnLadder } from "../runs/checkpoints.ts";
import { networkOf } from "../studies/networkOf.ts";
import { checkpointSize } from "../train/checkpointSize.ts";
import { trainingOf } from "../train/recipe.ts";
import type { TrainingRequest } from "./trainingRequest.ts";

/** Checkpoints that are kept whatever the ladder: the last two, the best, and the one that is being written. */
const alwaysKept = 4;

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
  const all = Array.from({ length: epochs + 1 }, (_, epoch) => epoch);
  const kept = all.filter((epoch) => isOnLadder(common.ladder, epoch)).length;
  const most = Math.min(kept + alwaysKept, epochs + 2);
  return most * checkpointSize({ network, optimiser, isAveraged });
}
