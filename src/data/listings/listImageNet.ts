import { join } from "node:path";
import { imageNet } from "../sets/imageNet.ts";
import { cannotList } from "./cannotList.ts";
import { checkSameClasses } from "./checkSameClasses.ts";
import { findBeside } from "./findBeside.ts";
import type { ImageListing } from "./imageListing.ts";
import { checkNothingLoose, type ListedFolders, listClassFolders } from "./listClassFolders.ts";
import { listedSynsets } from "./listedSynsets.ts";
import { listLabelledFolder } from "./listLabelledFolder.ts";
import { type FolderContents, readFolder } from "./readFolder.ts";
import { readImageNetLabels } from "./readImageNetLabels.ts";
import { isSynset, readSynsetNames } from "./readSynsetNames.ts";

/** Files that have the names of all classes, in their order. */
const nameFiles = ["LOC_synset_mapping.txt", "synset_words.txt"] as const;

/** Whether a folder is laid out as ImageNet is: `train` and `val`, and in `train` a folder for each synset. */
export async function isImageNet({ path, folders }: FolderContents): Promise<boolean> {
  if (!folders.includes("train") || !folders.includes("val")) return false;
  const train = await readFolder(join(path, "train"));
  return train.folders.length > 0 && train.folders.every(isSynset);
}

/**
 * Lists ImageNet, or some of its classes: `train/<wnid>/*` and either `val/<wnid>/*`, or all images in `val` and their
 * labels in a file. Classes are in the order of their synsets, which is that of the label numbers of the field, and have
 * names where a file gives them.
 *
 * @throws {DataError} when a folder or file cannot be read, the labels of images are not known, or a class has no images
 */
export async function listImageNet(folder: string): Promise<ImageListing> {
  const contents = await readFolder(folder);
  const train = await readFolder(join(folder, "train"));
  checkNothingLoose(train);
  const names = await readNames(folder);
  const ids = idsOf(train, names);
  const trained = await listClassFolders({ folder, within: "train", names: ids });
  const synsets = names.size > 0 ? [...names.keys()] : ids;
  const tested = await listValidation(folder, { train, ids, synsets });
  const { title } = imageNet;
  return listedSynsets({ title, of: 1000, ids, names, trained, tested, folders: contents.folders });
}

async function readNames(folder: string): Promise<ReadonlyMap<string, string>> {
  const [path] = nameFiles.flatMap((name) => findBeside(folder, name) ?? []);
  return path === undefined ? new Map() : await readSynsetNames(path);
}

/** The synsets that there are images of, in the order of the names. */
function idsOf({ path, folders }: FolderContents, names: ReadonlyMap<string, string>): string[] {
  const stranger = folders.find((name) => !isSynset(name));
  if (stranger !== undefined) {
    throw cannotList(path, `it holds the folder "${stranger}", needs folders such as "n01440764"`);
  }
  if (names.size === 0) return [...folders];
  const nameless = folders.find((name) => !names.has(name));
  if (nameless === undefined) return [...names.keys()].filter((id) => folders.includes(id));
  throw cannotList(path, `"${nameless}" is no class of ImageNet, needs those of the list of names`);
}

/** The classes of a folder of ImageNet. */
interface Classes {
  readonly train: FolderContents;
  readonly ids: readonly string[];
  /** All synsets that numbers of labels count. */
  readonly synsets: readonly string[];
}

async function listValidation(folder: string, classes: Classes): Promise<ListedFolders> {
  const { train, ids, synsets } = classes;
  const validation = await readFolder(join(folder, "val"));
  if (validation.folders.length > 0) {
    checkNothingLoose(validation);
    checkSameClasses(train, validation);
    return await listClassFolders({ folder, within: "val", names: ids });
  }
  const labels = await readImageNetLabels(folder, synsets);
  const images = await listLabelledFolder({ folder, within: "val", labels, ids });
  return { images, others: 0, otherFormats: [] };
}
