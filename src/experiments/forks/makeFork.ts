import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { formatAfter } from "../../data/transforms/formatAfter.ts";
import { checkpointPath } from "../../runs/checkpoints.ts";
import { copyLog, readLog } from "../../runs/metricsLog.ts";
import { runFiles, runFolderOf } from "../../runs/paths.ts";
import { RunFolder } from "../../runs/runFolder.ts";
import { settingsHash } from "../../runs/settingsHash.ts";
import { writeWeights } from "../../runs/writeWeights.ts";
import { parseSafetensors } from "../../storage/safetensors.ts";
import { storageErrorOf } from "../../storage/storageError.ts";
import { checkDataRecord } from "../../studies/checkDataRecord.ts";
import { networkOf } from "../../studies/networkOf.ts";
import { bestOf } from "../../train/bestEpoch.ts";
import { checkImages } from "../../train/checkImages.ts";
import { runPlanOf } from "../planTraining.ts";
import { cellOf, type PreparedTraining } from "../prepareTraining.ts";
import { hashOfRequest } from "../trainingRequest.ts";
import { hasOptions } from "./hasOptions.ts";
import { type KeptStates, keptStates } from "./keptStates.ts";
import type { ForkPlan } from "./planFork.ts";

/** A fork that is to be taken to its end, and what of its parent's training it does not go on with. */
export interface MadeFork extends Omit<KeptStates, "tensors"> {
  readonly folder: RunFolder;
}

/**
 * Makes the folder of a fork: the parent's checkpoint and its logs up to there. It appears with all of that or not at all.
 *
 * @throws {UsageError | ShapeError} when the augmented images are of another size than the parent's
 * @throws {DataError} when the images are not those that the parent learned from
 * @throws {StorageError | DataError} when the parent's files cannot be read, or the folder cannot be made
 */
export async function makeFork(plan: ForkPlan, prepared: PreparedTraining): Promise<MadeFork> {
  const { parent, seed, changes } = plan;
  const { run, checkpoint } = parent;
  const { request, dataset, fingerprint } = prepared;
  checkNetwork(plan, prepared);
  const isRelabelled = changes.some(({ key }) => labelKeys.includes(key));
  const data = { name: dataset.name, fingerprint };
  await checkDataRecord(run, { ...data, doing: "fork", isRelabelled });
  const stored = parseSafetensors(await bytesOf(checkpoint.path), checkpoint.path);
  const isOtherOptimiser = changes.some(({ key }) => key === "optimiser");
  const cell = cellOf(prepared, seed);
  const { tensors, dropped, begun } = keptStates(stored.tensors, cell, { isOtherOptimiser });
  const { epoch } = checkpoint;
  const hash = forkHash(plan, prepared);
  const started = new Date();
  const name = { started, name: request.settings.model, hash, seed };
  const { manifest: own, ...rest } = runPlanOf(request, { seed, hash, started });
  const folder = await RunFolder.make(
    runFolderOf(request.common.runs, request.common.experiment, name),
    {
      ...rest,
      manifest: { ...own, parent: { run, epoch, sha256: checkpoint.state.sha256 } },
      async fill(path) {
        for (const log of [runFiles.metrics, runFiles.timings]) {
          await copyLog(join(run, log), join(path, log), epoch);
        }
        // The parent's better epochs, if any, have no checkpoint here.
        const best = bestOf((await readLog(join(path, runFiles.metrics))).slice(epoch));
        const { sha256: _sha256, stateSha256: _stateSha256, training, ...state } = checkpoint.state;
        const { best: _parents, ...going } = training!;
        await writeWeights(
          checkpointPath(path, checkpoint),
          { ...stored, tensors },
          { ...state, seed, training: { ...going, ...(best ? { best } : {}) } },
        );
      },
    },
  );
  const settings = changes.map(({ key, fork }) => `${key}=${fork}`).join(" ");
  await folder.note(`forked from ${run} after epoch ${epoch}: ${settings || "nothing changed"}`);
  return { folder, dropped, begun };
}

/** Forks of one hash differ in their seeds alone: so do their parents. A training from the beginning has another hash. */
function forkHash({ parent }: ForkPlan, { request }: PreparedTraining): string {
  const settings = hashOfRequest(request, 64);
  return settingsHash(
    { settings, parent: parent.manifest.hash, epoch: parent.checkpoint.epoch },
    {},
  );
}

/** Of another size, images would need other weights, or would be refused once the folder is there. */
function checkNetwork(
  { parent, seed }: ForkPlan,
  { request, ...prepared }: PreparedTraining,
): void {
  const { options, dataset } = prepared;
  const { train } = dataset;
  const shown = { ...train, ...formatAfter(request.settings.augment, train) };
  checkImages(networkOf(cellOf({ request, ...prepared }, seed)), shown, "training images");
  if (hasOptions(options, parent.checkpoint.state.options)) return;
  throw new UsageError(
    `Cannot fork "${parent.run}": its augmented images would be of another size, needs the network as it is`,
  );
}

/** Other labels are a change like any other; other images would be a mistake. */
const labelKeys = ["labelNoise", "noiseKind", "noiseConcept"];

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw storageErrorOf(error, "read", path);
  }
}
