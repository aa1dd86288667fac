import { dataSourceOf } from "./catalogue.ts";
import { checkFile, type FileCheck } from "./checkFile.ts";
import type { DataForm, DataSource, FoundFiles } from "./dataSource.ts";
import type { FileProgress } from "./fileProgress.ts";
import { findFiles, isWhole } from "./findFiles.ts";
import { dataFolders } from "./folders.ts";

/** Where to look and who is told. */
export interface CheckOptions {
  /** The data folders; default those of `dataFolders()`. */
  readonly roots?: readonly string[];
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
}

/**
 * Reads all files of a data set and compares them with what was published: those of the form that is used, or, where none
 * is whole, of the one of which most is there. Generated data have no files.
 *
 * @throws {UsageError} when there is no data set of that name
 */
export async function checkDataSet(name: string, options: CheckOptions = {}): Promise<FileCheck[]> {
  const { roots = dataFolders(), onProgress } = options;
  const checks: FileCheck[] = [];
  for (const found of checkedForms(dataSourceOf(name), roots)) {
    checks.push(...(await checkFound(found, onProgress)));
  }
  return checks;
}

/** Compares the files of a form, one after the other, with what was published. */
export async function checkFound(
  { form, paths }: FoundFiles,
  onProgress?: CheckOptions["onProgress"],
): Promise<FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const [index, file] of form.files.entries()) {
    checks.push(await checkFile(file, { path: paths[index], onProgress }));
  }
  return checks;
}

/** Archives of images that were unpacked need not be there any more: they are checked where they are. */
function checkedForms(source: DataSource, roots: readonly string[]): FoundFiles<DataForm>[] {
  if (source.kind === "generated") return [];
  if (source.kind === "files") return [findFiles(source.forms, roots)];
  const images = findFiles([source.images], roots);
  const archives = findFiles([source.archives], roots);
  if (!isWhole(images)) return [archives];
  const anyArchive = archives.paths.some((path) => path !== undefined);
  return anyArchive ? [images, archives] : [images];
}
