import { join } from "node:path";
import { cannotList } from "./cannotList.ts";
import type { Split } from "./imageListing.ts";
import { type FolderContents, readFolder } from "./readFolder.ts";

/** The folders of the splits. */
export interface SplitFolders {
  readonly train: string;
  readonly validation: string | undefined;
  readonly test: string | undefined;
  /** Folders beside them that are called by no split. */
  readonly unknown: readonly string[];
}

const splitOf: ReadonlyMap<string, Split> = new Map([
  ["train", "train"],
  ["validation", "validation"],
  ["valid", "validation"],
  ["val", "validation"],
  ["dev", "validation"],
  ["test", "test"],
]);

/**
 * The folders of splits among those of a folder, in small or capital letters; nothing where its folders are classes. Since
 * a class may be called "train" too, that folder must hold folders where others lie beside it that are no splits.
 *
 * @throws {DataError} when two folders stand for one split, or none for training
 */
export async function findSplits(contents: FolderContents): Promise<SplitFolders | undefined> {
  const { path, folders } = contents;
  const known = folders.filter((name) => splitFor(name) !== undefined);
  const unknown = folders.filter((name) => splitFor(name) === undefined);
  if (known.length === 0) return undefined;
  const train = folderOf("train", path, known);
  if (unknown.length > 0 && !(train && (await holdsFolders(join(path, train))))) return undefined;
  if (train === undefined) {
    throw cannotList(path, `it has "${known[0]}" but no "train", needs images to train with`);
  }
  const validation = folderOf("validation", path, known);
  return { train, validation, test: folderOf("test", path, known), unknown };
}

function splitFor(name: string): Split | undefined {
  return splitOf.get(name.toLowerCase());
}

function folderOf(split: Split, path: string, names: readonly string[]): string | undefined {
  const [first, second] = names.filter((name) => splitFor(name) === split);
  if (second === undefined) return first;
  throw cannotList(path, `"${first}" and "${second}" are both for ${split}, needs one of them`);
}

async function holdsFolders(path: string): Promise<boolean> {
  return (await readFolder(path)).folders.length > 0;
}
