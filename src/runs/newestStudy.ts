import { join } from "node:path";
import { experimentFolderOf, isStudyFolder, runFiles } from "./paths.ts";
import { isReadable, namesIn } from "./readFile.ts";

/**
 * The folder of the newest run of a study that came to its results; nothing where there is none.
 *
 * @throws {StorageError} when the runs cannot be read
 */
export async function newestStudy(root: string, study: string): Promise<string | undefined> {
  const parent = experimentFolderOf(root, study);
  const newestFirst = (await namesIn(parent)).filter(isStudyFolder).sort().reverse();
  for (const name of newestFirst) {
    if (await isReadable(join(parent, name, runFiles.results))) return join(parent, name);
  }
  return undefined;
}
