import { DataError } from "../core/errors.ts";
import { accessNeeded } from "./accessNeeded.ts";
import { dataSets, isDataSetName } from "./catalogue.ts";
import type { DataSource } from "./dataSource.ts";
import { findFiles, isWhole } from "./findFiles.ts";
import { dataFolders } from "./folders.ts";

/**
 * The folder that holds the single images of the data set of that name; nothing where the name is none of such a data set.
 *
 * @throws {DataError} when its images are not there
 */
export function imageFolderOf(
  name: string,
  roots: readonly string[] = dataFolders(),
): string | undefined {
  const source: DataSource | undefined = isDataSetName(name) ? dataSets[name] : undefined;
  if (source?.kind !== "folder") return undefined;
  const found = findFiles([source.images], roots);
  if (isWhole(found)) return found.folder;
  const folders = roots.map((root) => `"${root}"`).join(" or ");
  throw new DataError(
    `Cannot pack ${source.title}: ${source.images.title} is not whole in ${folders}, needs ${accessNeeded(source, roots) ?? `\`learnscope data get ${name}\``}`,
  );
}
