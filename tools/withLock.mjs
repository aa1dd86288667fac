import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const pollMilliseconds = 100;
/** By then the process of a lock is dead and another one may have got its number. */
const forgottenMilliseconds = 15 * 60_000;

/**
 * Does work while no other process does it, waiting for its turn. The lock is a file with the holder's process number.
 *
 * @param {string} path
 * @param {(line: string) => void} say
 * @param {() => void} work
 */
export function withLock(path, say, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waits = 0; !take(path); waits++) {
    if (waits === 0) say("waiting for another set-up to finish");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMilliseconds);
  }
  try {
    work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function take(path) {
  if (isForgotten(path)) rmSync(path, { force: true });
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} path */
function isForgotten(path) {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  try {
    // Signal 0 only asks whether the process is there. A lock just made is still empty.
    process.kill(Number(readFileSync(path, "utf8") || process.pid), 0);
    return age > forgottenMilliseconds;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
