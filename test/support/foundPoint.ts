import type { ProbePoint, Reading } from "../../src/probing/measurement.ts";

/** What a probe might have found after an epoch of a run. */
export function foundPoint(epoch: number, readings: readonly Reading[]): ProbePoint {
  return { run: "net-s0", group: "net", seed: 0, epoch, readings };
}
