import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { codeOf } from "../core/codeOf.ts";
import { isRunning } from "../core/isRunning.ts";
import { processStart } from "../core/processStart.ts";
import { StorageError, storageErrorOf } from "./storageError.ts";
import { unfinishedName } from "./writeFile.ts";

/** What another process is not to do meanwhile, as the beginning and the middle of a sentence. */
export interface LockedWork {
  /** Such as `Cannot pack to "x"`. */
  readonly refusal: string;
  /** Such as `packing it`. */
  readonly doing: string;
}

/** Who holds a lock. */
export interface LockHolder {
  readonly process: number;
  readonly host: string;
  /** Tells a process from a later one that got the same number; empty where the system does not say. */
  readonly start: string;
}

/**
 * Notes in the file `lock` that this process is at work, until the function that is given back is called. What a process
 * of this machine left that has ended does not count.
 *
 * @throws {StorageError} when another process is at it, or the disk refuses
 */
export async function lockFile(lock: string, work: LockedWork): Promise<() => Promise<void>> {
  if (await isTaken(lock)) return () => rm(lock, { force: true });
  const found = await readLock(lock);
  const holder = found && holderIn(found);
  if (holder && isAtWork(holder)) {
    const where = holder.host === hostname() ? "" : ` on ${holder.host}`;
    throw new StorageError(
      `${work.refusal}: process ${holder.process}${where} is ${work.doing}, needs that to end, or "${lock}" deleted where it is another program`,
    );
  }
  if (found !== undefined) await removeAbandoned(lock, { found, work });
  return lockFile(lock, work);
}

/** Who is at work under a lock; nobody where there is none, or where its process has ended. */
export async function lockHolder(lock: string): Promise<LockHolder | undefined> {
  const holder = await lastLockHolder(lock);
  return holder && isAtWork(holder) ? holder : undefined;
}

/** Who wrote a lock that is there, be it that its process has ended since. */
export async function lastLockHolder(lock: string): Promise<LockHolder | undefined> {
  return holderIn((await readLock(lock)) ?? "");
}

/** Whether the lock was free, and now is this process's. It appears with its words in it, or not at all. */
async function isTaken(lock: string): Promise<boolean> {
  const own: LockHolder = {
    process: process.pid,
    host: hostname(),
    start: processStart(process.pid),
  };
  const written = unfinishedName(`${lock}.${randomUUID()}`);
  try {
    await writeFile(written, `${JSON.stringify(own)}\n`);
    return await isLinked(written, lock);
  } catch (error) {
    throw storageErrorOf(error, "write", lock);
  } finally {
    await rm(written, { force: true }).catch(() => undefined);
  }
}

/** Whether a file got a second name that no other has; it has gone where who holds the lock has tidied up meanwhile. */
async function isLinked(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes(codeOf(error))) return false;
    throw error;
  }
}

async function readLock(lock: string): Promise<string | undefined> {
  try {
    return await readFile(lock, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw storageErrorOf(error, "read", lock);
  }
}

/** What somebody else put there says nothing. */
function holderIn(text: string): LockHolder | undefined {
  try {
    const { process: id, host, start } = JSON.parse(text) as Partial<LockHolder>;
    const isProcess = Number.isSafeInteger(id) && id! > 0; // others stand for groups of processes
    const isWhole = isProcess && typeof host === "string" && typeof start === "string";
    return isWhole ? { process: id!, host, start } : undefined;
  } catch {
    return undefined;
  }
}

/** Of another machine nothing is known but what its lock says. */
function isAtWork({ process: id, host, start }: LockHolder): boolean {
  if (host !== hostname()) return true;
  return isRunning(id) && start === processStart(id);
}

/**
 * Takes away the lock that was read. One process at a time does so, under a lock of its own, for between a look at a lock
 * and its removal another may have put a new one there.
 */
async function removeAbandoned(
  lock: string,
  { found, work }: { readonly found: string; readonly work: LockedWork },
): Promise<void> {
  const unlock = await lockFile(`${lock}.removal`, work);
  try {
    if ((await readLock(lock)) === found) await rm(lock, { force: true });
  } catch (error) {
    throw storageErrorOf(error, "write", lock);
  } finally {
    await unlock();
  }
}
