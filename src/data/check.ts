import { DataError } from "../core/errors.ts";
import { dataSourceOf } from "./catalogue.ts";
import { contentHash } from "./contentHash.ts";
import type { DataFile } from "./dataSource.ts";
import { sizeOf } from "./disk.ts";
import { dataFolderOf, dataFolders, findDataFile } from "./folders.ts";

/** What is there of one file of a data set. */
export interface FileCheck {
  readonly file: DataFile;
  /** Where it is; undefined where it is missing. */
  readonly path: string | undefined;
  /** Units: bytes, as it lies there, packed or not; 0 where it is missing. */
  readonly size: number;
  readonly state: "found" | "missing" | "wrong checksum" | "unreadable";
  /** What is wrong, where the state does not say all. */
  readonly problem: string | undefined;
}

/**
 * Reads all files of a data set and compares their contents with what was published. Generated data have no files.
 *
 * @throws {UsageError} when there is no data set of that name
 */
export async function checkDataSet(
  name: string,
  roots: readonly string[] = dataFolders(),
): Promise<FileCheck[]> {
  const source = dataSourceOf(name);
  if (source.kind === "generated") return [];
  const folder = dataFolderOf(source, roots);
  return Promise.all(source.files.map((file) => checkFile(folder, file)));
}

/** Compares one file with what was published. */
export async function checkFile(folder: string, file: DataFile): Promise<FileCheck> {
  const path = findDataFile(folder, file);
  if (path === undefined) {
    return { file, path, size: 0, state: "missing", problem: undefined };
  }
  try {
    const size = await sizeOf(path);
    const right = (await contentHash(path)) === file.sha256;
    return { file, path, size, state: right ? "found" : "wrong checksum", problem: undefined };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { file, path, size: 0, state: "unreadable", problem: error.message };
  }
}
