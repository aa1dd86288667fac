import { runFolderOf } from "../runs/paths.ts";
import { RunFolder, type RunPlan } from "../runs/runFolder.ts";
import {
  changedOfRequest,
  configurationOf,
  hashOfRequest,
  type TrainingRequest,
} from "./trainingRequest.ts";

/**
 * Makes the folders of a training's runs, one for every seed, that are to be begun.
 *
 * @throws {StorageError} when they cannot be made
 */
export async function planTraining(request: TrainingRequest): Promise<RunFolder[]> {
  const { settings, common } = request;
  const hash = hashOfRequest(request);
  const started = new Date();
  const folders: RunFolder[] = [];
  for (const seed of settings.seeds) {
    const name = { started, name: settings.model, hash, seed };
    const path = runFolderOf(common.runs, common.experiment, name);
    folders.push(await RunFolder.make(path, runPlanOf(request, { seed, hash, started })));
  }
  return folders;
}

/** What the folder of one of a training's runs begins with. */
export function runPlanOf(
  request: TrainingRequest,
  {
    seed,
    hash,
    started = new Date(),
  }: { readonly seed: number; readonly hash: string; readonly started?: Date },
): RunPlan {
  return {
    configuration: configurationOfRun(request, seed),
    manifest: {
      kind: "training",
      name: request.settings.model,
      hash,
      seed,
      changed: changedOfRequest(request),
    },
    started,
  };
}

/** What one of a training's runs is asked for. */
export function configurationOfRun(request: TrainingRequest, seed: number): object {
  const { seeds: _seeds, ...configuration } = configurationOf(request);
  return { ...configuration, seed };
}
