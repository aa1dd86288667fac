import { join } from "node:path";
import type { Measurement, ProbePoint } from "../../probing/measurement.ts";
import { readMeasurementFile } from "../../probing/measurementFile.ts";
import { checkMeasurement } from "../../probing/measureProbe.ts";
import type { AnyProbe, ProbeResult } from "../../probing/probe.ts";
import type { ProbeSettings } from "../../probing/probeOptions.ts";
import { measurementFile, probeFolder } from "../../runs/paths.ts";
import { measuredIn } from "./probeFolders.ts";

/** A run whose answers are put together. */
export interface AnsweringRun {
  readonly folder: string;
  /** What it is called beside the others. */
  readonly label: string;
  /** Runs that differ in their seed alone have one group. */
  readonly group: string;
  readonly seed: number;
  /** Of the probe with its options and the run's data. */
  readonly hash: string;
  /** The epochs that are wanted, where not all are. */
  readonly epochs?: readonly number[] | undefined;
}

export interface ProbeResultOptions {
  readonly options: ProbeSettings<object>;
  readonly runs: readonly AnsweringRun[];
  readonly classes: readonly string[];
}

/**
 * All that was measured of runs by a probe, and what it tells together.
 *
 * @throws {StorageError | DataError} when a measurement cannot be read or is damaged
 */
export async function probeResult(
  probe: AnyProbe,
  { options, runs, classes }: ProbeResultOptions,
): Promise<ProbeResult<object>> {
  const points: ProbePoint[] = [];
  for (const { folder, label: run, group, seed, hash, epochs } of runs) {
    const own = probeFolder(folder, probe.id, hash);
    for (const epoch of (await measuredIn(own)).epochs) {
      if (epochs && !epochs.includes(epoch)) continue;
      const measurement = await readMeasurementFile(join(own, measurementFile({ epoch })));
      points.push({ run, group, seed, images: hash, epoch, ...measurement });
    }
  }
  const overview = points.length === 0 ? undefined : await probe.over?.(points, options);
  if (overview) checkMeasurement(probe.id, overview);
  return {
    options,
    points,
    untrained: await untrainedOf(probe, runs),
    overview,
    classes,
  };
}

/** Runs of one kind of network have the same; what networks of another kind answer says nothing of the others. */
async function untrainedOf(
  probe: AnyProbe,
  runs: readonly AnsweringRun[],
): Promise<readonly Measurement[]> {
  const kinds = new Map<string, readonly Measurement[]>();
  for (const { folder, hash } of runs) {
    const own = probeFolder(folder, probe.id, hash);
    const { untrained } = await measuredIn(own);
    const all = await Promise.all(
      untrained.map((number) =>
        readMeasurementFile(join(own, measurementFile({ untrained: number }))),
      ),
    );
    if (all.length > 0) kinds.set(JSON.stringify(all.map(({ readings }) => readings)), all);
  }
  const [first, ...others] = kinds.values();
  return others.length > 0 ? [] : (first ?? []);
}
