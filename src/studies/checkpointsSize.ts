import { countOnLadder, type Ladder } from "../runs/checkpoints.ts";
import { checkpointSize } from "../train/checkpointSize.ts";
import { networkOf } from "./networkOf.ts";
import type { Cell } from "./study.ts";
import { trainingOfCell } from "./trainingOfCell.ts";

/** Checkpoints that may lie within epochs: the last two, and the one that is being written. */
const within = 3;

/**
 * How much room the checkpoints of a training take at most, about.
 *
 * Units: bytes
 * @source own design
 */
export function checkpointsSize(cell: Cell, ladder: Ladder): number {
  const { epochs } = cell;
  const { optimiser, averageDecay } = trainingOfCell(cell, 1);
  const isAveraged = averageDecay !== undefined;
  // The best epoch is kept besides, unless all are.
  const whole = Math.min(countOnLadder(ladder, epochs) + 1, epochs + 1);
  return (whole + within) * checkpointSize({ network: networkOf(cell), optimiser, isAveraged });
}
