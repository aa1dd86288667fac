import type { ReadingRow } from "../figures/probes/readingCurves.ts";
import type { ProbePoint } from "./measurement.ts";

/** All readings of some checkpoints, one row each, as figures take them. */
export function readingRows(points: readonly ProbePoint[]): ReadingRow[] {
  return points.flatMap(({ run, group, seed, epoch, readings }) =>
    readings.map((reading) => ({ ...reading, run, group, seed, epoch })),
  );
}
