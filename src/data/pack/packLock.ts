import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import { isRunning } from "../../core/isRunning.ts";
import { onDisk } from "../disk.ts";
import { lockOf } from "./packPaths.ts";

/**
 * Notes beside the packed file at `path` that this process is packing it, until the function that is given back is called.
 * What a process left that has ended does not count.
 *
 * @throws {DataError} when another process is packing it, or the disk refuses
 */
export async function lockTarget(path: string): Promise<() => void> {
  const lock = lockOf(path);
  if (!(await onDisk(path, async () => isTaken(lock)))) {
    refuseOther(path, lock);
    await onDisk(path, () => rm(lock, { force: true }));
    // Where it is there again, another process was faster.
    if (!(await onDisk(path, async () => isTaken(lock)))) refuseOther(path, lock);
  }
  return () => rmSync(lock, { force: true });
}

/** Whether the lock was free, and now is this process's. */
function isTaken(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function refuseOther(path: string, lock: string): void {
  const other = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
  const isProcess = Number.isSafeInteger(other) && other > 0 && other !== process.pid;
  if (!isProcess || !isRunning(other)) return;
  throw new DataError(
    `Cannot pack to "${path}": process ${other} is packing it, needs that to end, or "${lock}" deleted where it is another program`,
  );
}
