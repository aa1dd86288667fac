import { rename } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
import { dataSourceOf } from "./catalogue.ts";
import { checkFile, type FileCheck } from "./check.ts";
import type { FileSource } from "./dataSource.ts";
import { onDisk } from "./disk.ts";
import { type DownloadProgress, downloadFile } from "./download.ts";
import { dataFolderOf, dataFolders } from "./folders.ts";

/** Where data go and who is told. */
export interface GetOptions {
  /** The data folders; default those of `dataFolders()`. */
  readonly roots?: readonly string[];
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Longest silence of a mirror, in milliseconds. */
  readonly patience?: number;
}

/** What was done. */
export interface GetResult {
  readonly folder: string;
  /** Names of the files that were right already, and of those that were downloaded. */
  readonly kept: readonly string[];
  readonly downloaded: readonly string[];
}

/**
 * Sees to it that the files of a data set are on this machine and right: downloads those that are missing or damaged.
 *
 * @throws {UsageError} when there is no such data set, or no files belong to it
 * @throws {DataError} when a file cannot be had
 */
export async function getDataSet(name: string, options: GetOptions = {}): Promise<GetResult> {
  const source = dataSourceOf(name);
  if (source.kind === "generated") {
    throw new UsageError(
      `Cannot download data set "${name}": the program makes it itself, needs no files`,
    );
  }
  return getFiles(source, options);
}

/** `getDataSet` for a data set that is not, or not yet, in the catalogue. */
export async function getFiles(source: FileSource, options: GetOptions = {}): Promise<GetResult> {
  const { roots = dataFolders(), onProgress, patience } = options;
  const folder = dataFolderOf(source, roots);
  const checks = await Promise.all(source.files.map((file) => checkFile(folder, file)));
  const wanted = checks.filter((check) => check.state !== "found");
  const names = wanted.map((check) => check.file.name).join(", ");
  for (const { file, path } of wanted) {
    const to = join(folder, `${file.name}.gz`);
    await downloadFile({
      urls: source.mirrors.map((mirror) => `${mirror}${file.name}.gz`),
      to,
      sha256: file.sha256,
      most: packedAtMost(file.size),
      advice: `needs a network connection, or ${names} put into "${folder}"`,
      onProgress,
      patience,
    });
    // A damaged file of another name would be found before the new one.
    if (path !== undefined && path !== to) {
      await onDisk(path, () => rename(path, `${path}.damaged`));
    }
  }
  return {
    folder,
    kept: checks.filter((check) => check.state === "found").map(nameOf),
    downloaded: wanted.map(nameOf),
  };
}

const nameOf = ({ file }: FileCheck) => file.name;

/** Packing can make contents larger, but not by more than this. */
function packedAtMost(size: number): number {
  return Math.ceil(1.001 * size) + 4096;
}
