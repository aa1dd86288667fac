import { rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { DataError } from "../core/errors.ts";
import { contentHash } from "./contentHash.ts";
import { onDisk, sizeOf } from "./disk.ts";
import { MirrorError, transfer } from "./transfer.ts";

/** One file to fetch. */
export interface DownloadOptions {
  /** Mirrors, in the order in which they are tried. */
  readonly urls: readonly string[];
  /** Path the file gets once it is whole and right; until then it grows beside it, as `.part`. */
  readonly to: string;
  /** SHA-256 of what the file holds, unpacked. */
  readonly sha256: string;
  /** A mirror that sends more bytes than this does not have the file. */
  readonly most: number;
  /** What to do where no mirror helps: the end of the sentence. */
  readonly advice: string;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Longest silence of a mirror, in milliseconds; default 30,000. */
  readonly patience?: number | undefined;
}

/** Units: bytes, with those of earlier attempts. */
export interface DownloadProgress {
  readonly file: string;
  readonly received: number;
  /** Unknown where the mirror does not say. */
  readonly total: number | undefined;
}

/** How often one mirror is asked before the next. */
const attempts = 5;

/**
 * Fetches a file from the first mirror that has it. Where an earlier attempt, even of an earlier call, broke off, it goes
 * on; nothing stands at the path before the contents are right.
 *
 * @throws {DataError} when no mirror sends the right bytes, or the file cannot be written
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { urls, to, advice } = options;
  const part = `${to}.part`;
  const failures: string[] = [];
  for (const url of urls) {
    const failure = await tryMirror(url, part, options);
    if (failure === undefined) return onDisk(to, () => rename(part, to));
    failures.push(`${new URL(url).host} ${failure}`);
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
  const report = (received: number, total: number | undefined) =>
    onProgress?.({ file: basename(to), received, total });
  let failure = "";
  for (let attempt = 0; attempt < attempts; attempt++) {
    const start = await sizeOf(part);
    try {
      await transfer(url, part, { start, most, patience, report });
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error;
      failure = error.message;
      if (error.hopeless) return failure;
      continue;
    }
    if (await holds(part, options.sha256)) return undefined;
    // What came from an earlier attempt may be at fault: begin once more, unless this was from the beginning.
    await onDisk(part, () => rm(part, { force: true }));
    failure = "sent other bytes than expected";
    if (start === 0) return failure;
  }
  return failure;
}

async function holds(path: string, sha256: string): Promise<boolean> {
  try {
    return (await contentHash(path)) === sha256;
  } catch (error) {
    if (error instanceof DataError) return false;
    throw error;
  }
}
