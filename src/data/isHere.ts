import type { DataSource } from "./dataSource.ts";
import { findFiles, isWhole } from "./findFiles.ts";
import { dataFolders } from "./folders.ts";

/** Whether a data set can be loaded without downloading anything. */
export function isHere(source: DataSource, roots: readonly string[] = dataFolders()): boolean {
  if (source.kind === "generated") return true;
  return source.kind === "files" && isWhole(findFiles(source.forms, roots));
}
