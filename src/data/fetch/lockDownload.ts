import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import { isRunning } from "../../core/isRunning.ts";
import { onDisk } from "../disk.ts";

/**
 * Notes beside the file that is to be downloaded to `path` that this process does it, until the function that is given back
 * is called. What a process left that has ended does not count. The folder is made where it is not there.
 *
 * @throws {DataError} when another process is downloading it, or the disk refuses
 */
export async function lockDownload(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.part.lock`;
  const folder = dirname(path);
  await onDisk(folder, () => mkdir(folder, { recursive: true }));
  const unlock = () => onDisk(lock, () => rm(lock, { force: true }));
  if (await isWritten(lock)) return unlock;
  const other = await processIn(lock);
  if (other !== undefined) {
    throw new DataError(
      `Cannot download "${basename(path)}": process ${other} is downloading it, needs it to end`,
    );
  }
  await unlock();
  return lockDownload(path);
}

/** Whether the lock was not there and now is this process's. */
async function isWritten(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    return onDisk(lock, () => Promise.reject(error));
  }
}

/** The other process that holds a lock; nothing where it has ended: after a restart its number may be this one's. */
async function processIn(lock: string): Promise<number | undefined> {
  const id = Number(await readFile(lock, "utf8").catch(() => ""));
  const isOther = Number.isSafeInteger(id) && id > 0 && id !== process.pid;
  return isOther && isRunning(id) ? id : undefined;
}
