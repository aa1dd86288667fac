import { randomUUID } from "node:crypto";
import { lstat, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { lockFile } from "../storage/lockFile.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { cellsFolder, runFiles } from "./paths.ts";
import { isReadable, namesIn } from "./readFile.ts";

/** What a folder is called that is being deleted; nobody takes it for a run. */
const hiddenName = ".removed-";

/** Files that no folder but a run's has both, be it damaged. */
const ownFiles = [runFiles.config, runFiles.manifest];

/**
 * Deletes a run's folder, with the trainings in it where it is a study. It is put out of sight first, so that a kill leaves
 * no half run; what an earlier kill left is deleted too. Links in it are deleted, not what they lead to.
 *
 * @throws {UsageError} when it is no folder of a run, or a link to one
 * @throws {StorageError} when a process is at work on it, or the disk refuses
 */
export async function removeRun(folder: string): Promise<void> {
  await checkIsRun(folder);
  const cells = (await namesIn(join(folder, cellsFolder))).map((name) =>
    join(folder, cellsFolder, name),
  );
  const unlocks: (() => Promise<void>)[] = [];
  try {
    for (const path of [folder, ...cells]) {
      const work = { refusal: `Cannot delete "${path}"`, doing: "at work on it" };
      unlocks.push(await lockFile(join(path, runFiles.lock), work));
    }
    await hideAndRemove(folder);
  } catch (error) {
    // A lock in a folder that is out of sight is gone with it.
    for (const unlock of unlocks) await unlock().catch(() => undefined);
    throw error;
  }
}

/**
 * Deletes the folder of an experiment that has no run any more, where it is empty, or where it holds a file of the name
 * `marker`, by which it is known that all of it was written by this program. Tells whether it did.
 *
 * @throws {StorageError} when the disk refuses
 */
export async function removeExperiment(folder: string, marker: string): Promise<boolean> {
  const isLink = await lstat(folder).then(
    (found) => found.isSymbolicLink(),
    () => true,
  );
  if (isLink) return false;
  const left = (await namesIn(folder)).filter((name) => !name.startsWith("."));
  for (const name of left) {
    if (await isReadable(join(folder, name, runFiles.manifest))) return false;
  }
  if (left.length > 0 && !left.includes(marker)) return false;
  await hideAndRemove(folder);
  return true;
}

async function checkIsRun(folder: string): Promise<void> {
  const refuse = (what: string) =>
    new UsageError(`Cannot delete "${folder}": ${what}, needs the folder of a run`);
  const found = await lstat(folder.replace(/(?<=.)\/+$/, "")).catch(() => undefined);
  if (found?.isSymbolicLink()) throw refuse("it is a link");
  for (const name of ownFiles) {
    if (!(await isReadable(join(folder, name)))) throw refuse(`it has no ${name}`);
  }
}

async function hideAndRemove(folder: string): Promise<void> {
  const parent = dirname(resolve(folder));
  try {
    await rename(folder, join(parent, `${hiddenName}${randomUUID()}`));
    for (const name of await readdir(parent)) {
      if (!name.startsWith(hiddenName)) continue;
      await rm(join(parent, name), { recursive: true, force: true });
    }
  } catch (error) {
    throw storageErrorOf(error, "write", folder);
  }
}
