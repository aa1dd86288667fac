import { join } from "node:path";
import { cannotRead } from "../cannotRead.ts";
import { linesOf } from "../formats/linesOf.ts";
import { readText } from "../formats/readText.ts";
import { tinyImageNet } from "../sets/tinyImageNet.ts";
import { cannotList } from "./cannotList.ts";
import { checkSameClasses } from "./checkSameClasses.ts";
import type { ImageListing } from "./imageListing.ts";
import { type ListedFolders, listClassFolders } from "./listClassFolders.ts";
import { listedSynsets } from "./listedSynsets.ts";
import { type ImageClasses, listLabelledFolder, withoutEnding } from "./listLabelledFolder.ts";
import { type FolderContents, readFolder } from "./readFolder.ts";
import { isSynset, readSynsetNames } from "./readSynsetNames.ts";

/** Whether a folder is laid out as Tiny ImageNet is: its list of classes tells it. */
export function isTinyImageNet({ others }: FolderContents): boolean {
  return others.includes("wnids.txt");
}

/**
 * Lists Tiny ImageNet: `train/<wnid>/images/*`, and `val/images/*` with `val/val_annotations.txt`, or `val/<wnid>/*` as many
 * arrange it. Classes are in the order of `wnids.txt` and have the names of `words.txt`.
 *
 * @throws {DataError} when a folder or file cannot be read, a class has no images, or images and labels are not as many
 */
export async function listTinyImageNet(folder: string): Promise<ImageListing> {
  const ids = await readIds(join(folder, "wnids.txt"));
  const names = await readSynsetNames(join(folder, "words.txt"));
  const { folders } = await readFolder(folder);
  const train = await readFolder(join(folder, "train"));
  if (train.folders.length !== ids.length) {
    const needed = `"wnids.txt" needs ${ids.length}`;
    throw cannotList(train.path, `it holds ${train.folders.length} folders, ${needed}`);
  }
  const trained = await listClassFolders({ folder, within: "train", names: ids, inner: "images" });
  const tested = await listValidation(folder, train, ids);
  const { title } = tinyImageNet;
  return listedSynsets({ title, of: 200, ids, names, trained, tested, folders });
}

async function readIds(path: string): Promise<string[]> {
  const ids = linesOf(await readText(path));
  const wrong = ids.findIndex((id, index) => !isSynset(id) || ids.indexOf(id) !== index);
  if (wrong < 0) return ids;
  const needed = 'needs another synset, such as "n01443537", on every line';
  throw cannotRead(path, `line ${wrong + 1} is "${ids[wrong]}", ${needed}`);
}

async function listValidation(
  folder: string,
  train: FolderContents,
  ids: readonly string[],
): Promise<ListedFolders> {
  const validation = await readFolder(join(folder, "val"));
  const folders = validation.folders.filter(isSynset);
  const [first] = folders;
  if (first !== undefined) {
    checkSameClasses(train, { ...validation, folders });
    const { images } = await readFolder(join(validation.path, first));
    const inner = images.length > 0 ? {} : { inner: "images" };
    return await listClassFolders({ folder, within: "val", names: ids, ...inner });
  }
  const labels = await readAnnotations(join(folder, "val/val_annotations.txt"));
  const images = await listLabelledFolder({ folder, within: "val/images", labels, ids });
  return { images, others: 0, otherFormats: [] };
}

/** Lines such as `val_0.JPEG n03444034 0 32 44 62`, with tabs; a box follows the synset. */
async function readAnnotations(path: string): Promise<ImageClasses> {
  const byName = linesOf(await readText(path)).map((line, index) => {
    const [name, synset = ""] = line.split(/\s+/);
    if (name && isSynset(synset)) return [withoutEnding(name), synset] as const;
    throw cannotRead(path, `line ${index + 1} is "${line}", needs an image and a synset`);
  });
  return { path, byName: new Map(byName) };
}
