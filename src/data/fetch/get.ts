import { UsageError } from "../../core/errors.ts";
import { dataSourceOf } from "../catalogue.ts";
import { checkFound } from "../check.ts";
import { isAcceptable } from "../checkFile.ts";
import type { FileSource } from "../dataSource.ts";
import { fetchedForm, findFiles, isWhole } from "../findFiles.ts";
import { dataFolders } from "../folders.ts";
import { getForm, putAside } from "./getForm.ts";
import { getImages } from "./getImages.ts";
import type { GetOptions, GetResult } from "./getOptions.ts";

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
  return source.kind === "folder" ? getImages(source, options) : getFiles(source, options);
}

/** `getDataSet` for a data set that is not, or not yet, in the catalogue. */
export async function getFiles(source: FileSource, options: GetOptions = {}): Promise<GetResult> {
  const { roots = dataFolders(), onProgress } = options;
  const found = findFiles(source.forms, roots);
  if (isWhole(found) && found.form !== fetchedForm(source.forms)) {
    const checks = await checkFound(found, onProgress);
    if (checks.every(isAcceptable)) {
      return { folder: found.folder, kept: checks.map(({ file }) => file.name), downloaded: [] };
    }
    // Found again, they would be read in place of what is fetched now.
    for (const check of checks) if (!isAcceptable(check)) await putAside(check);
  }
  const form = fetchedForm(source.forms) ?? source.forms[0];
  return getForm(source.title, findFiles([form], roots), options);
}
