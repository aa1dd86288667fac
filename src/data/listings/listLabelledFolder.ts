import { join } from "node:path";
import { cannotRead } from "../cannotRead.ts";
import { cannotList } from "./cannotList.ts";
import type { ListedImage } from "./imageListing.ts";
import { readFolder } from "./readFolder.ts";

/** Which class each image of a folder is of. */
export interface ImageClasses {
  /** The file that says so, for messages. */
  readonly path: string;
  /** The id of the class by the name of the image, without its ending. */
  readonly byName: ReadonlyMap<string, string>;
}

/** A folder whose images are not divided into folders of classes. */
export interface LabelledFolder {
  /** The folder that is listed. */
  readonly folder: string;
  /** Where in it the images lie. */
  readonly within: string;
  readonly labels: ImageClasses;
  /** The ids of all classes: label k is that of `ids[k]`. */
  readonly ids: readonly string[];
}

/**
 * The images of a folder whose labels are in a file, in the order of their names.
 *
 * @throws {DataError} when the folder cannot be read, has other images than the file has labels for, or one is of a class
 * that is none of those
 */
export async function listLabelledFolder(options: LabelledFolder): Promise<ListedImage[]> {
  const { folder, within, labels, ids } = options;
  const { path, images } = await readFolder(join(folder, within));
  if (images.length !== labels.byName.size) {
    throw cannotList(
      path,
      `it holds ${images.length} images, "${labels.path}" needs ${labels.byName.size}`,
    );
  }
  const labelOf = new Map(ids.map((id, label) => [id, label]));
  return images.map((image) => {
    const id = labels.byName.get(withoutEnding(image));
    if (id === undefined) {
      throw cannotList(path, `"${image}" is not in "${labels.path}", needs a label there`);
    }
    const label = labelOf.get(id);
    if (label !== undefined) return { path: `${within}/${image}`, label };
    const needed = "needs one of the classes to train with";
    throw cannotRead(labels.path, `"${image}" is of class "${id}", ${needed}`);
  });
}

/** The name of a file without what follows its last dot. */
export function withoutEnding(name: string): string {
  return name.replace(/\.[^.]*$/, "");
}
