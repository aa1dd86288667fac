import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { DataError } from "../core/errors.ts";
import { archiveEntries } from "./archives/archiveEntries.ts";
import { cannotRead } from "./cannotRead.ts";
import type { DataFile, Published } from "./dataSource.ts";
import { sizeOf } from "./disk.ts";
import type { FileProgress } from "./fileProgress.ts";
import { type FileHash, hashFile } from "./hashFile.ts";
import { isGzip } from "./isGzip.ts";
import { reasonOf } from "./reasonOf.ts";

/** Whether a file is what was published, as far as that can be told. */
export type FileState =
  | "right"
  | "missing"
  | "wrong size"
  | "wrong checksum"
  | "unreadable"
  /** It is whole, but packed by somebody else, and nobody published a checksum of what it holds. */
  | "other packing"
  /** Nobody published a checksum; its size is right where that is known. */
  | "not published"
  /** It is a folder that is there; what lies in it is not looked at. */
  | "folder";

/** What is there of one file of a data set. */
export interface FileCheck {
  readonly file: DataFile;
  /** Where it is; undefined where it is missing. */
  readonly path: string | undefined;
  /** Units: bytes, as it lies there, packed or not; 0 where it is missing or a folder. */
  readonly size: number;
  readonly state: FileState;
  /** What is wrong, where the state does not say all. */
  readonly problem: string | undefined;
}

/** Where a file lies and who is told. */
export interface CheckFileOptions {
  readonly path: string | undefined;
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
}

const acceptable: ReadonlySet<FileState> = new Set([
  "right",
  "other packing",
  "not published",
  "folder",
]);

/** Whether there is nothing against a file: it is right, or cannot be compared. */
export function isAcceptable({ state }: FileCheck): boolean {
  return acceptable.has(state);
}

/** Compares one file with what was published. */
export async function checkFile(
  file: DataFile,
  { path, onProgress }: CheckFileOptions,
): Promise<FileCheck> {
  if (path === undefined) return { file, path, size: 0, state: "missing", problem: undefined };
  if (isFolder(file, path)) return { file, path, size: 0, state: "folder", problem: undefined };
  let size = 0;
  try {
    size = await sizeOf(path);
    const onBytes = (done: number) =>
      onProgress?.({ doing: "checking", file: file.name, done, total: size });
    const place = { path, size, onBytes };
    const isPacked = file.isGzip === true && (await isGzipFile(path));
    const state = isPacked ? await stateOfPacked(file, place) : await stateOfPlain(file, place);
    return { file, path, size, state, problem: undefined };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { file, path, size, state: "unreadable", problem: error.message };
  }
}

/** A folder in the place of a file of which something is known is none that is wanted. */
function isFolder({ contents, packed }: DataFile, path: string): boolean {
  const isThere = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isThere && contents === undefined && packed === undefined;
}

interface Place {
  readonly path: string;
  readonly size: number;
  readonly onBytes: (done: number) => void;
}

async function stateOfPacked({ contents, packed }: DataFile, place: Place): Promise<FileState> {
  if (contents?.hash)
    return compare(contents, await hashOf(contents, place, unpackAtMost(contents)));
  if (packed?.hash && agrees(packed, await hashOf(packed, place))) return "right";
  const unpacked = await hashOf(contents, place, unpackAtMost(contents));
  if (contents?.size !== undefined && unpacked.size !== contents.size) return "wrong size";
  return packed?.hash ? "other packing" : "not published";
}

async function stateOfPlain({ name, contents }: DataFile, place: Place): Promise<FileState> {
  if (contents?.hash === undefined) {
    const isWrong = contents?.size !== undefined && contents.size !== place.size;
    return isWrong ? "wrong size" : "not published";
  }
  const state = compare(contents, await hashOf(contents, place));
  // An archive that somebody packed again has another size, and its own checksums inside.
  const isOther = state !== "right" && place.size !== contents.size;
  if (!isOther || !/\.(tar|tar\.gz|tgz|zip)$/.test(name)) return state;
  await readThrough(place.path);
  return "other packing";
}

/** Throws where an archive is not whole. */
async function readThrough(path: string): Promise<void> {
  for await (const entry of archiveEntries(path)) {
    for await (const _ of entry.contents());
  }
}

function hashOf(
  published: Published | undefined,
  { path, onBytes }: Place,
  unpackAtMost?: number,
): Promise<FileHash> {
  return hashFile(path, { algorithm: algorithmOf(published), unpackAtMost, onBytes });
}

function algorithmOf(published: Published | undefined): "sha256" | "md5" {
  return published?.hash?.startsWith("md5:") ? "md5" : "sha256";
}

function compare(published: Published, found: FileHash): FileState {
  if (agrees(published, found)) return "right";
  return published.size === undefined || published.size === found.size
    ? "wrong checksum"
    : "wrong size";
}

function agrees({ hash }: Published, { digits }: FileHash): boolean {
  return hash?.slice(hash.indexOf(":") + 1) === digits;
}

function unpackAtMost(contents: Published | undefined): number {
  return contents?.size ?? Number.POSITIVE_INFINITY;
}

async function isGzipFile(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return isGzip(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw cannotRead(path, `${reasonOf(error)}, needs a readable file`, error);
  }
}
