import type { ImageListing } from "./imageListing.ts";
import { isCueConflict, listCueConflict } from "./listCueConflict.ts";
import { listImageFolder } from "./listImageFolder.ts";
import { isImageNet, listImageNet } from "./listImageNet.ts";
import { isINaturalist2018, listINaturalist2018 } from "./listINaturalist2018.ts";
import { isTinyImageNet, listTinyImageNet } from "./listTinyImageNet.ts";
import { readFolder } from "./readFolder.ts";
import type { SplitOptions } from "./splitListed.ts";

/**
 * Lists the images of a folder, whose layout is told by what lies there: that of Tiny ImageNet, iNaturalist 2018, ImageNet
 * or cue-conflict images, or else folders of classes, divided into splits or not. Only names are looked at; the options are
 * for images that nobody has divided.
 *
 * @throws {DataError} when the folder or what lies in it is not as its layout needs it
 * @throws {UsageError} when an option is none
 */
export async function listImages(
  folder: string,
  options: SplitOptions = {},
): Promise<ImageListing> {
  const contents = await readFolder(folder);
  if (isTinyImageNet(contents)) return await listTinyImageNet(folder);
  if (isINaturalist2018(contents)) return await listINaturalist2018(folder);
  if (await isImageNet(contents)) return await listImageNet(folder);
  if (await isCueConflict(contents)) return await listCueConflict(folder);
  return await listImageFolder(folder, options);
}
