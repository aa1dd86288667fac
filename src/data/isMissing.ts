import type { DataForm, DataSource } from "./dataSource.ts";
import { findFiles } from "./findFiles.ts";
import { dataFolders } from "./folders.ts";

/** Whether there is nothing of a data set, not even a part of its files. */
export function isMissing(source: DataSource, roots: readonly string[] = dataFolders()): boolean {
  if (source.kind === "generated") return false;
  const forms = source.kind === "files" ? source.forms : ([source.images] as const);
  return findFiles<DataForm>(forms, roots).paths.every((path) => path === undefined);
}
