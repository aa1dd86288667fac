import { cannotList } from "./cannotList.ts";
import type { FolderContents } from "./readFolder.ts";

/**
 * Makes sure that two parts of a data set have folders of the same classes: one that were lacking would be taken for a
 * class that is never met, and one too many has no label.
 *
 * @throws {DataError} when a class is missing in `part`, or only there
 */
export function checkSameClasses(train: FolderContents, part: FolderContents): void {
  const [trained, found] = [new Set(train.folders), new Set(part.folders)];
  const missing = train.folders.find((name) => !found.has(name));
  if (missing !== undefined) {
    throw cannotList(
      part.path,
      `it has no folder "${missing}", needs all that "${train.path}" has`,
    );
  }
  const further = part.folders.find((name) => !trained.has(name));
  if (further !== undefined) {
    throw cannotList(part.path, `it has a folder "${further}", which "${train.path}" needs too`);
  }
}
