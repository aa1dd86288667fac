import { readFile, rm, writeFile } from "node:fs/promises";
import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
import { isRunning } from "../core/isRunning.ts";
import { onDisk } from "./disk.ts";

/** What another process is not to do meanwhile, as the beginning and the middle of a sentence. */
export interface LockedWork {
  /** Such as `Cannot pack to "x"`. */
  readonly refusal: string;
  /** Such as `packing it`. */
  readonly doing: string;
}

/**
 * Notes in the file `lock` that this process is at work, until the function that is given back is called. What a process
 * left that has ended does not count.
 *
 * @throws {DataError} when another process is at it, or the disk refuses
 */
export async function lockFile(lock: string, work: LockedWork): Promise<() => Promise<void>> {
  const unlock = () => onDisk(lock, () => rm(lock, { force: true }));
  if (await isTaken(lock)) return unlock;
  const other = await otherProcessIn(lock);
  if (other !== undefined) {
    throw new DataError(
      `${work.refusal}: process ${other} is ${work.doing}, needs that to end, or "${lock}" deleted where it is another program`,
    );
  }
  await unlock();
  return lockFile(lock, work);
}

/** Whether the lock was free, and now is this process's. */
async function isTaken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    return onDisk(lock, () => Promise.reject(error));
  }
}

/** The other process that holds a lock; nothing where it has ended: after a restart its number may be this one's. */
async function otherProcessIn(lock: string): Promise<number | undefined> {
  const id = Number(await readFile(lock, "utf8").catch(() => ""));
  const isOther = Number.isSafeInteger(id) && id > 0 && id !== process.pid;
  return isOther && isRunning(id) ? id : undefined;
}
