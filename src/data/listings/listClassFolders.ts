import { join } from "node:path";
import { cannotList } from "./cannotList.ts";
import type { ListedImage } from "./imageListing.ts";
import { type FolderContents, isOtherFormat, readFolder } from "./readFolder.ts";

/** Folders of which each holds the images of one class. */
export interface ClassFolders {
  /** The folder that is listed. */
  readonly folder: string;
  /** Where in it the folders lie, such as `train`; empty where they lie in the folder itself. */
  readonly within: string;
  /** The folder of each class: images of label k lie in `names[k]`. */
  readonly names: readonly string[];
  /** The folder inside each of them that holds the images; by default they hold the images themselves. */
  readonly inner?: string;
}

/** Images, and what lies among them. */
export interface ListedFolders {
  readonly images: readonly ListedImage[];
  /** Files that are no images. */
  readonly others: number;
  /** Images of formats that are not read. */
  readonly otherFormats: readonly string[];
}

/**
 * The images in folders of classes, in the order of their labels and names.
 *
 * @throws {DataError} when a folder cannot be read, holds no images, or has further folders in it
 */
export async function listClassFolders(options: ClassFolders): Promise<ListedFolders> {
  const { folder, within, names, inner } = options;
  const listed = await Promise.all(
    names.map(async (name, label) => {
      const place = [within, name, inner].filter(Boolean).join("/");
      const contents = await readFolder(join(folder, place));
      checkHoldsImages(contents);
      const images = contents.images.map((image) => ({ path: `${place}/${image}`, label }));
      const otherFormats = contents.others.filter(isOtherFormat);
      return {
        images,
        others: contents.others.length - otherFormats.length,
        otherFormats: otherFormats.map((file) => `${place}/${file}`),
      };
    }),
  );
  return {
    images: listed.flatMap(({ images }) => images),
    ...togetherOf(listed),
  };
}

/** What lies among the images of several places. */
export function togetherOf(
  parts: readonly ListedFolders[],
): Pick<ListedFolders, "others" | "otherFormats"> {
  return {
    others: parts.reduce((sum, { others }) => sum + others, 0),
    otherFormats: parts.flatMap(({ otherFormats }) => otherFormats),
  };
}

function checkHoldsImages({ path, folders, images, others }: FolderContents): void {
  const [nested] = folders;
  if (nested !== undefined) {
    throw cannotList(path, `it holds the folder "${nested}", needs images alone`);
  }
  if (images.length > 0) return;
  const of = others.some(isOtherFormat) ? "JPEG, PNG or WebP images" : "images";
  throw cannotList(path, `it holds no ${of}, needs at least one`);
}

/**
 * Makes sure that no image lies beside the folders of classes, where nothing says of which class it is.
 *
 * @throws {DataError} when one does
 */
export function checkNothingLoose({ path, images }: FolderContents): void {
  const [loose] = images;
  if (loose === undefined) return;
  throw cannotList(path, `"${loose}" lies beside the folders of classes, needs to be in one`);
}
