import { canonicalJson } from "../core/canonicalJson.ts";
import { UsageError } from "../core/errors.ts";
import { configurationOfRun } from "../experiments/planTraining.ts";
import { type PreparedTraining, prepareTraining } from "../experiments/prepareTraining.ts";
import { planTrainingProbes } from "../experiments/probes/planTrainingProbes.ts";
import { type RequestOfRun, readRequest } from "../experiments/readRequest.ts";
import { configurationOf, hashOfRequest } from "../experiments/trainingRequest.ts";
import { type Environment, environmentOf } from "../runs/environment.ts";
import { runFiles } from "../runs/paths.ts";
import { isReadable } from "../runs/readFile.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { writeConfiguration } from "../runs/writeConfiguration.ts";
import { summaryOf } from "../studies/summaryOf.ts";
import { advanceRuns, type RunToDo, type TrainedRun } from "./advanceRuns.ts";
import type { Call, Outcome } from "./command.ts";
import { noteChanges } from "./noteChanges.ts";
import { openEngine } from "./openEngine.ts";
import { probesExitCode, probesText } from "./probesText.ts";
import { textTable } from "./textTable.ts";
import { trainOutcome } from "./trainOutcome.ts";

/** A run with what it was asked for. */
interface AskedRun extends RequestOfRun {
  readonly folder: RunFolder;
}

/**
 * Takes trainings to their ends, with the library, the precision and the number of threads that they began with.
 *
 * @throws {UsageError} when they cannot be computed by one process
 * @throws {BackendError} when this machine has not what they began with
 */
export async function resumeTrainings(
  folders: readonly RunFolder[],
  { words, note }: Call,
): Promise<Outcome> {
  const asked: AskedRun[] = [];
  for (const folder of folders) {
    asked.push({ folder, ...(await readRequest(folder.path, note)) });
  }
  checkEngines(asked);
  const [first] = asked;
  const begun = await Promise.all(
    asked.map(({ folder }) => isReadable(folder.file(runFiles.environment))),
  );
  const { backend: name } = first!.request.common;
  const given = begun.includes(true) ? { backend: name } : {};
  const { backend, request } = await openEngine(first!.request, {
    given,
    note,
    keepsPrecision: true,
  });
  const { description, precision } = backend;
  const command = ["resume", ...words];
  const environment = environmentOf({ backend: description, precision, command });
  const toDo: RunToDo[] = [];
  for (const run of await withData(asked)) {
    toDo.push(await withEngine(run, { common: request.common, environment, note }));
  }
  const trained = await advanceRuns(toDo, { backend, command, note });
  if (!areRepetitions(asked)) return mixedOutcome(toDo, trained.runs);
  const { prepared } = toDo[0]!;
  const dataset = summaryOf(prepared.dataset, prepared.fingerprint);
  return trainOutcome(prepared, { ...trained, dataset, engine: description });
}

/** A process opens one library, with one number of threads. */
function checkEngines(asked: readonly AskedRun[]): void {
  const engineOf = ({ request: { common } }: AskedRun) =>
    `backend=${common.backend} threads=${common.threads} precision=${common.precision} convolution=${common.convolution}`;
  const first = engineOf(asked[0]!);
  const other = asked.find((run) => engineOf(run) !== first);
  if (!other) return;
  throw new UsageError(
    `Cannot resume "${other.folder.path}": it needs ${engineOf(other)}, and "${asked[0]!.folder.path}" needs ${first}; needs a call for each`,
  );
}

/** A run with its data. */
type PreparedRun = AskedRun & Pick<RunToDo, "prepared">;

/** Reads the data of every run, once for those that have the same. */
async function withData(asked: readonly AskedRun[]): Promise<readonly PreparedRun[]> {
  const known = new Map<string, PreparedTraining>();
  const all: PreparedRun[] = [];
  for (const run of asked) {
    const { seeds: _seeds, ...settings } = configurationOf(run.request);
    const key = canonicalJson(settings);
    const prepared = known.get(key) ?? (await prepareTraining(run.request));
    known.set(key, prepared);
    all.push({ ...run, prepared: { ...prepared, request: run.request } });
  }
  return all;
}

interface EngineOptions {
  readonly common: PreparedTraining["request"]["common"];
  readonly environment: Environment;
  readonly note: (line: string) => void;
}

/** What the library came to stands in the configuration of a run that begins now; of another, differences are said. */
async function withEngine(
  { folder, seed, prepared }: PreparedRun,
  { common, environment, note }: EngineOptions,
): Promise<RunToDo> {
  const { backend, precision } = common;
  const request = {
    ...prepared.request,
    common: { ...prepared.request.common, backend, precision },
  };
  const isBegun = await isReadable(folder.file(runFiles.environment));
  if (isBegun) await noteChanges(folder, { environment, note });
  else await writeConfiguration(folder.path, configurationOfRun(request, seed));
  // A probe whose file is gone is no reason to lose what was trained already.
  const probes = await planTrainingProbes(prepared, { note, isLenient: isBegun });
  return { folder, seed, prepared: { ...prepared, request }, probes };
}

/** Whether runs are of one training, each with a seed of its own. */
function areRepetitions(asked: readonly AskedRun[]): boolean {
  const hashes = new Set(asked.map(({ request }) => hashOfRequest(request)));
  const seeds = new Set(asked.map(({ seed }) => seed));
  return hashes.size === 1 && seeds.size === asked.length;
}

/** What there is to say of runs that are no repetitions of each other. */
function mixedOutcome(toDo: readonly RunToDo[], runs: readonly TrainedRun[]): Outcome {
  const rows = runs.map((run, index) => [
    toDo[index]!.prepared.request.settings.model,
    run.seed,
    run.testAccuracy,
    run.folder,
  ]);
  return {
    json: { runs },
    text: [
      textTable({ columns: ["network", "seed", "test accuracy", "folder"], rows }),
      ...probesText(runs),
    ].join("\n\n"),
    exitCode: probesExitCode(runs),
  };
}
