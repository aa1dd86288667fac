import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { GivenSettings } from "../core/settings.ts";
import { findEntries } from "../runs/findRuns.ts";
import { compareAges } from "../runs/listRuns.ts";
import { type Manifest, readManifest } from "../runs/manifest.ts";
import { readLog } from "../runs/metricsLog.ts";
import { runFiles } from "../runs/paths.ts";
import type { ComparedRun } from "./compareRuns.ts";
import { readConfiguration } from "./readRequest.ts";

/** A run of a group, and where it lies. */
export interface GroupedRun extends ComparedRun {
  readonly folder: string;
}

/** Runs that differ in their seeds alone. */
export interface RunGroup {
  /** The network and the hash of the settings, such as `lenet5-0a1b2c`. */
  readonly name: string;
  /** In the order of their seeds. */
  readonly runs: readonly GroupedRun[];
  /** Every setting but the seed. */
  readonly settings: GivenSettings;
  /** Runs that the reference named too, each with why it does not count, in a sentence. */
  readonly leftOut: readonly string[];
}

/**
 * The runs that a reference names, as one group: a hash stands for all its seeds. Of several runs of one seed the newest
 * counts; one of which no epoch is logged yet does not.
 *
 * @throws {UsageError} when the reference names no run, no training that was begun, or several with different settings
 * @throws {StorageError | DataError} when a run cannot be read or is damaged
 * @source own design
 */
export async function readGroup(root: string, reference: string): Promise<RunGroup> {
  const entries = (await findEntries(root, [reference])).toSorted(compareAges);
  const named = await Promise.all(
    entries.map(async ({ folder }) => ({ folder, manifest: await readManifest(folder) })),
  );
  const trainings = named.filter(({ manifest }) => manifest.kind === "training");
  const { manifest, ...first } = onlyTraining(reference, trainings);
  const { runs, leftOut } = await begunRuns(trainings);
  if (runs.length === 0) {
    throw new UsageError(
      `Cannot compare "${reference}": no epoch is logged of it yet, needs runs that were begun`,
    );
  }
  const { schema: _schema, seed: _seed, ...settings } = await readConfiguration(first.folder);
  return {
    name: nameOf(manifest),
    runs,
    leftOut,
    settings: { ...settings, ...originOf(manifest) },
  };
}

interface Training {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The first of trainings whose settings are the same. */
function onlyTraining(reference: string, trainings: readonly Training[]): Training {
  const [first] = trainings;
  if (!first) {
    throw new UsageError(`Cannot compare "${reference}": it names studies, needs trainings`);
  }
  const names = [...new Set(trainings.map(({ manifest }) => nameOf(manifest)))];
  if (names.length === 1) return first;
  const list = names.map((name) => `"${name}"`).join(", ");
  throw new UsageError(
    `Cannot compare "${reference}": it names runs of ${names.length} settings, needs one of ${list}`,
  );
}

/** One run for each seed, and why others do not count; the newest comes last. */
async function begunRuns(
  trainings: readonly Training[],
): Promise<Pick<RunGroup, "runs" | "leftOut">> {
  const runs = new Map<number, GroupedRun>();
  const leftOut: string[] = [];
  const leaveOut = (folder: string, reason: string) => {
    leftOut.push(`"${folder}" does not count: ${reason}`);
  };
  for (const { folder, manifest } of trainings) {
    const log = await readLog(join(folder, runFiles.metrics));
    const { seed = 0 } = manifest;
    const older = runs.get(seed);
    if (log.length === 0) {
      leaveOut(folder, "no epoch is logged yet");
      continue;
    }
    if (older) leaveOut(older.folder, `"${folder}" is a newer run of seed ${seed}`);
    runs.set(seed, { folder, seed, log });
  }
  return { runs: [...runs.values()].sort((a, b) => a.seed - b.seed), leftOut };
}

function nameOf({ name, hash }: Manifest): string {
  return `${name}-${hash}`;
}

/** A fork has the settings of its own and what it began with. */
function originOf({ parent }: Manifest): GivenSettings {
  return parent ? { "forked from": `${parent.run}@${parent.epoch}` } : {};
}

/** A setting that two groups have different values of; null where one has no such setting. */
export interface DifferingSetting {
  readonly key: string;
  readonly a: string | null;
  readonly b: string | null;
}

/** Where runs lie and what is kept of them, which says nothing about what they learned. */
const places = ["experiment", "ladder", "checkpointSeconds", "workers"];

/** In which settings two groups of runs differ, as they would be typed. */
export function differingSettings(a: RunGroup, b: RunGroup): readonly DifferingSetting[] {
  const keys = new Set([...Object.keys(a.settings), ...Object.keys(b.settings)]);
  return [...keys]
    .filter((key) => !places.includes(key))
    .map((key) => ({ key, a: textOf(a.settings[key]), b: textOf(b.settings[key]) }))
    .filter((setting) => setting.a !== setting.b);
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
