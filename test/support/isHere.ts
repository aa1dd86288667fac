import type { FileSource } from "../../src/data/dataSource.ts";
import { findFiles, isWhole } from "../../src/data/findFiles.ts";

/** Whether all files of a published data set are in one of the folders: what is tested on real data needs them. */
export function isHere(source: FileSource, roots: readonly string[]): boolean {
  return isWhole(findFiles(source.forms, roots));
}
