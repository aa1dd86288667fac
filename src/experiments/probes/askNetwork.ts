import { join } from "node:path";
import type { Backend } from "../../backends/backend.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { Network, NetworkNumbers } from "../../nn/network.ts";
import type { Measurement } from "../../probing/measurement.ts";
import { readMeasurement, writeMeasurement } from "../../probing/measurementFile.ts";
import { measureProbe } from "../../probing/measureProbe.ts";
import { numbersHash } from "../../probing/numbersHash.ts";
import {
  type MeasuredNetwork,
  measurementFile,
  probeFiles,
  probeFolder,
} from "../../runs/paths.ts";
import { isReadable } from "../../runs/readFile.ts";
import { schemaVersion } from "../../runs/schemaVersion.ts";
import { writeJson } from "../../storage/writeFile.ts";
import type { PlannedProbe } from "./planProbes.ts";
import { writeCost } from "./probeCosts.ts";

/** Where answers are kept, and what is common to all networks that are asked for one run. */
export interface AskingRun {
  /** The run's folder. */
  readonly folder: string;
  readonly network: Network;
  readonly dataset: Dataset;
  /** Opened when something is measured at last: what is kept needs none. */
  readonly backend: () => Backend | Promise<Backend>;
  /** What a probe may keep of a network's layers. Units: bytes */
  readonly memory: number;
  /** Seconds from any start. */
  readonly clock: () => number;
}

/** A network that is asked. */
export interface AskedNetwork {
  readonly network: MeasuredNetwork;
  readonly numbers: NetworkNumbers;
  /** Of the numbers: many probes are asked of one network. */
  readonly hash: string;
  readonly learningRate: number | undefined;
}

/** A network that is to be asked. */
export function askedNetwork(
  network: MeasuredNetwork,
  numbers: NetworkNumbers,
  learningRate: number | undefined,
): AskedNetwork {
  return { network, numbers, hash: numbersHash(numbers), learningRate };
}

/** What a probe said of a network. */
export interface Answer {
  readonly measurement: Measurement;
  /** Whether it was measured now rather than before. */
  readonly isNew: boolean;
}

/**
 * What a probe says of a network: as it was kept, where just this network was asked before, else measured and kept.
 *
 * @throws {UsageError | DataError} as the probe does
 * @throws {StorageError} when it cannot be kept
 */
export async function askNetwork(
  planned: PlannedProbe,
  asked: AskedNetwork,
  run: AskingRun,
): Promise<Answer> {
  const { probe, options, hash } = planned;
  const folder = probeFolder(run.folder, probe.id, hash);
  const place = { folder, network: asked.network, numbers: asked.hash };
  const kept = await readMeasurement(place);
  if (kept) return { measurement: kept, isNew: false };
  await describeProbe(folder, planned);
  const backend = await run.backend();
  const begun = run.clock();
  const { measurement, peakBytes } = await measureProbe(probe, options, {
    ...run,
    ...asked,
    network: run.network,
    backend,
  });
  const seconds = run.clock() - begun;
  await writeMeasurement(place, measurement);
  await writeCost(run.folder, {
    probe: probe.id,
    hash,
    network: measurementFile(asked.network).replace(".json", ""),
    seconds,
    bytes: peakBytes,
  });
  return { measurement, isNew: true };
}

/** Says beside the measurements of what probe they are. */
async function describeProbe(folder: string, planned: PlannedProbe): Promise<void> {
  const path = join(folder, probeFiles.probe);
  if (await isReadable(path)) return;
  const { probe, identity, file } = planned;
  const content = {
    schema: schemaVersion,
    ...identity,
    title: probe.title,
    ...(file ? { file } : {}),
  };
  await writeJson(path, content);
}
