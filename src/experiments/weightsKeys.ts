import { oneOf, type SettingsSchema, text, yesOrNo } from "../core/settings.ts";
import { type HeadChoice, matchWeights, type WeightsMatch } from "../nn/matchWeights.ts";
import type { Network } from "../nn/network.ts";
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
  weights: text(none, "safetensors file to begin with, its tensors named as in torchvision"),
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
  return loadWeights(network, weights, { seed, strict, head });
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
  const file = await openSafetensors(weights);
  await file.close();
  return matchWeights(network, file.places, head);
}
