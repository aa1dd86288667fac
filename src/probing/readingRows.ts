import type { Measurement, ProbePoint, Reading } from "./measurement.ts";

/** A reading, and where it was found. */
export type FoundReading = Reading & Pick<ProbePoint, "run" | "group" | "seed" | "epoch">;

/** All readings in one table, as figures take them. */
export function readingRows({
  points,
  untrained,
}: {
  readonly points: readonly ProbePoint[];
  readonly untrained: readonly Measurement[];
}): { readonly rows: readonly FoundReading[]; readonly untrained: readonly Reading[] } {
  return {
    rows: points.flatMap(({ run, group, seed, epoch, readings }) =>
      readings.map((reading) => ({ ...reading, run, group, seed, epoch })),
    ),
    untrained: untrained.flatMap(({ readings }) => readings),
  };
}
