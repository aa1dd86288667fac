import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { DataError, UsageError } from "../core/errors.ts";
import type { GivenSettings } from "../core/settings.ts";
import { runFiles, studyOf } from "../runs/paths.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { requestTraining, type TrainingRequest } from "./trainingRequest.ts";

/** What a run was asked for, and its seed. */
export interface RequestOfRun {
  readonly request: TrainingRequest;
  readonly seed: number;
}

/**
 * What a training's run was asked for, as its folder has it.
 *
 * @throws {StorageError} when the configuration cannot be read
 * @throws {DataError} when it is damaged
 * @throws {UsageError} when it has keys or values that there are not, or the run is a training of a study
 */
export async function readRequest(
  folder: string,
  note: (line: string) => void,
): Promise<RequestOfRun> {
  checkAlone(folder);
  const { schema: _schema, seed, ...given } = await readConfiguration(folder);
  const runs = dirname(dirname(folder));
  const request = requestTraining({ ...given, seeds: [seed], runs }, note);
  return { request, seed: request.settings.seeds[0]! };
}

/** What a study asks of its trainings is told by the study as a whole. */
function checkAlone(folder: string): void {
  const study = studyOf(folder);
  if (study === undefined) return;
  throw new UsageError(
    `Cannot use "${folder}" by itself: it is a training of a study, needs a run of its own; \`learnscope resume ${study}\` goes on with the study`,
  );
}

/**
 * The configuration in a run's folder, as it stands there.
 *
 * @throws {StorageError | DataError} when it cannot be read or is damaged
 */
export async function readConfiguration(folder: string): Promise<GivenSettings> {
  const path = join(folder, runFiles.config);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw storageErrorOf(error, "read", path);
  }
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new DataError(`Cannot read "${path}": it is not YAML, needs an unaltered file`, {
      cause: error,
    });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new DataError(`Cannot read "${path}": it holds no keys, needs an unaltered file`);
}
