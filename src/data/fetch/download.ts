import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DataError } from "../../core/errors.ts";
import { lockFile } from "../../storage/lockFile.ts";
import { onDisk, sizeOf } from "../disk.ts";
import type { FileProgress } from "../fileProgress.ts";
import { MirrorError } from "./mirrorError.ts";
import { transfer } from "./transfer.ts";

/** How long a mirror is waited for. */
export interface Waiting {
  /** Longest silence of a mirror; default 30,000. Units: milliseconds */
  readonly patience?: number | undefined;
  /** Before a mirror is asked a second time; it doubles each time. Default 1000. Units: milliseconds */
  readonly pause?: number | undefined;
  /** The longest pause, even where the mirror asks for a longer one; default 60,000. Units: milliseconds */
  readonly longestPause?: number | undefined;
}

/** One file to fetch. */
export interface DownloadOptions extends Waiting {
  /** Mirrors, in the order in which they are tried. */
  readonly urls: readonly string[];
  /** Path the file gets once it is whole and right; until then it grows beside it, as `.part`. */
  readonly to: string;
  /** Whether a file is the one that is wanted, once all of it is there. */
  readonly isRight: (path: string) => Promise<boolean>;
  /** A mirror that sends more bytes than this does not have the file. */
  readonly most: number;
  /** What to do where no mirror helps: the end of the sentence. */
  readonly advice: string;
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
}

/** How often one mirror is asked before the next. */
const attempts = 5;

/**
 * Fetches a file from the first mirror that has it. Where an earlier attempt, even of an earlier call, broke off, it goes
 * on; nothing stands at the path before the contents are right.
 *
 * @throws {DataError} when no mirror sends the right bytes, or the file cannot be written
 * @throws {StorageError} when another process downloads it
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { to } = options;
  const folder = dirname(to);
  await onDisk(folder, () => mkdir(folder, { recursive: true }));
  const work = { refusal: `Cannot download "${basename(to)}"`, doing: "downloading it" };
  const unlock = await lockFile(`${to}.part.lock`, work);
  try {
    await fromMirrors(options);
  } finally {
    await unlock();
  }
}

async function fromMirrors(options: DownloadOptions): Promise<void> {
  const { urls, to, advice } = options;
  const part = `${to}.part`;
  const failures: string[] = [];
  for (const url of urls) {
    const failure = await tryMirror(url, part, options);
    if (failure === undefined) return onDisk(to, () => rename(part, to));
    failures.push(`${url} ${failure}`);
  }
  throw new DataError(`Cannot download "${basename(to)}": ${failures.join(", ")}, ${advice}`);
}

/** Nothing when `part` holds the right bytes afterwards, else what is wrong with the mirror. */
async function tryMirror(
  url: string,
  part: string,
  options: DownloadOptions,
): Promise<string | undefined> {
  const { to, most, patience = 30_000, onProgress } = options;
  const report = (done: number, total: number | undefined) =>
    onProgress?.({ doing: "downloading", file: basename(to), done, total });
  let failure: MirrorError | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (failure) await sleep(pauseBefore(attempt, failure, options));
    const start = await sizeOf(part);
    try {
      await transfer(url, part, { start, most, patience, report });
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error;
      if (error.hopeless) return error.message;
      failure = error;
      continue;
    }
    if (await options.isRight(part)) return undefined;
    // What came from an earlier attempt may be at fault: begin once more, unless this was from the beginning.
    await onDisk(part, () => rm(part, { force: true }));
    failure = undefined;
    if (start === 0) return "sent other bytes than expected";
  }
  return failure?.message ?? "sent other bytes than expected";
}

/** Units: milliseconds */
function pauseBefore(attempt: number, { retryAfter }: MirrorError, options: Waiting): number {
  const { pause = 1000, longestPause = 60_000 } = options;
  const wanted = Math.max(pause * 2 ** (attempt - 1), 1000 * (retryAfter ?? 0));
  return Math.min(wanted, longestPause);
}
