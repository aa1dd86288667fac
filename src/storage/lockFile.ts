import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { codeOf } from "../core/codeOf.ts";
import { isRunning } from "../core/isRunning.ts";
import { processStart } from "../core/processStart.ts";
import { StorageError, storageErrorOf } from "./storageError.ts";

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
  if (found !== undefined) await removeAbandoned(lock, found);
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
  const written = asideOf(lock);
  try {
    await writeFile(written, `${JSON.stringify(own)}\n`);
    await link(written, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw storageErrorOf(error, "write", lock);
  } finally {
    await rm(written, { force: true }).catch(() => undefined);
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
    const isWhole =
      Number.isSafeInteger(id) && typeof host === "string" && typeof start === "string";
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

/** Takes away the lock that was read, and not one that another process has put there since. */
async function removeAbandoned(lock: string, found: string): Promise<void> {
  const aside = asideOf(lock);
  try {
    await rename(lock, aside);
    if ((await readFile(aside, "utf8")) === found) await rm(aside);
    else await rename(aside, lock);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw storageErrorOf(error, "write", lock);
  }
}

function asideOf(lock: string): string {
  return `${lock}.${randomUUID()}`;
}
