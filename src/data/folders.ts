import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import type { DataFile, FileSource } from "./dataSource.ts";

/**
 * The folders in which data are looked for, in order: those that `LEARNSCOPE_DATA` lists, then the user's cache. New data
 * go into the first.
 */
export function dataFolders(
  listed: string | undefined = process.env.LEARNSCOPE_DATA,
  home: string = homedir(),
): string[] {
  const own = (listed ?? "").split(delimiter).filter((folder) => folder.trim() !== "");
  return [...own.map((folder) => resolve(folder)), join(home, ".cache", "learnscope", "data")];
}

/** The folder, inside one of the data folders, that holds the most files of a data set; the first of equals. */
export function dataFolderOf(source: FileSource, roots: readonly string[]): string {
  const folders = roots.map((root) => join(root, source.folder));
  const counts = folders.map((folder) => source.files.length - missingFiles(source, folder).length);
  return folders[counts.indexOf(Math.max(...counts))]!;
}

/** The files of a data set that `folder` lacks. */
export function missingFiles(source: FileSource, folder: string): DataFile[] {
  return source.files.filter((file) => findDataFile(folder, file) === undefined);
}

/** The path of a file in `folder`, under any of its names, packed by gzip or not. */
export function findDataFile(folder: string, file: DataFile): string | undefined {
  return [file.name, ...file.otherNames]
    .flatMap((name) => [join(folder, name), join(folder, `${name}.gz`)])
    .find((path) => existsSync(path));
}
