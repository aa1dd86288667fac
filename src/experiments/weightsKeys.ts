import { join } from "node:path";
import { oneOf, type SettingsSchema, text, yesOrNo } from "../core/settings.ts";
import { type HeadChoice, matchWeights, type WeightsMatch } from "../nn/matchWeights.ts";
import type { Network } from "../nn/network.ts";
import { checkpointOf, parseCheckpointReference } from "../runs/checkpoints.ts";
import { runFiles } from "../runs/paths.ts";
import { isReadable } from "../runs/readFile.ts";
import { openSafetensors } from "../storage/openSafetensors.ts";
import { type LoadedWeights, loadWeights } from "../train/loadWeights.ts";

/** Where a network's first numbers come from. */
export interface WeightsSettings {
  readonly weights: string;
  readonly strict: boolean;
  readonly head: HeadChoice;
}

/** Stands for no file. */
const none = "none";

/** Keys of commands that begin with weights from elsewhere. */
export const weightsKeys: SettingsSchema<WeightsSettings> = {
  weights: text(
    none,
    "what to begin with: a safetensors file with tensors named as in torchvision, or the folder of a run, with @8, @best or @last behind it for one of its checkpoints",
  ),
  strict: yesOrNo(true, "whether the file has to fit in every name and shape"),
  head: oneOf(["keep", "replace"], "`replace` begins a classifier for other classes anew"),
};

/** Whether a file was named. */
export function hasWeights({ weights }: WeightsSettings): boolean {
  return weights !== none;
}

/**
 * The numbers of the file that was named, nothing where none was.
 *
 * @throws {StorageError | DataError} as `loadWeights` does
 */
export async function loadChosenWeights(
  network: Network,
  settings: WeightsSettings,
  seed: number,
): Promise<LoadedWeights | undefined> {
  if (!hasWeights(settings)) return undefined;
  const { weights, strict, head } = settings;
  return loadWeights(network, await weightsFile(weights), { seed, strict, head });
}

/**
 * How the file that was named fits a network; its tensors are not read.
 *
 * @throws {StorageError | DataError} when it cannot be read, or is no safetensors file
 */
export async function matchChosenWeights(
  network: Network,
  { weights, head }: WeightsSettings,
): Promise<WeightsMatch> {
  const file = await openSafetensors(await weightsFile(weights));
  await file.close();
  return matchWeights(network, file.places, head);
}

/** The file itself, or that of a run's checkpoint. */
async function weightsFile(weights: string): Promise<string> {
  const { run, which } = parseCheckpointReference(weights);
  if (!(await isReadable(join(run, runFiles.manifest)))) return weights;
  return (await checkpointOf(run, which)).path;
}
