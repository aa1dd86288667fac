import { DataError } from "../../core/errors.ts";
import { lastSound } from "../../runs/checkpoints.ts";
import { readManifest } from "../../runs/manifest.ts";

/**
 * Refuses a fork without a sound checkpoint: begun anew, as other runs are then, it would be no fork.
 *
 * @throws {DataError} when it has none
 * @throws {StorageError | DataError} when its files cannot be read
 */
export async function checkForkStart(folder: string): Promise<void> {
  const { parent } = await readManifest(folder);
  if (!parent || (await lastSound(folder, () => undefined))) return;
  throw new DataError(
    `Cannot go on with "${folder}": none of its checkpoints is as it was written, needs to be forked again from "${parent.run}@${parent.epoch}"`,
  );
}
