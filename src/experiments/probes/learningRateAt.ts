import { batchRanges } from "../../data/feed/batchRanges.ts";
import type { Cell } from "../../studies/study.ts";
import { trainingOfCell } from "../../studies/trainingOfCell.ts";

/** The learning rate of a training's last step up to the end of an epoch; of its first step, before any. */
export function learningRateAt(cell: Cell, trainCount: number, epoch: number): number {
  const { batchSize, lastPartial = "drop" } = cell;
  const stepsPerEpoch = batchRanges(trainCount, batchSize, lastPartial).length;
  const rate = trainingOfCell(cell, stepsPerEpoch).learningRate;
  return typeof rate === "number" ? rate : rate(Math.max(0, epoch * stepsPerEpoch - 1));
}
