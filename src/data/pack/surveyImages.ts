import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { makeStream } from "../../core/random.ts";
import type { ImageListing, ListedImage, Split } from "../listings/imageListing.ts";
import type { SurveyedFile } from "./decodeFiles.ts";
import { splitNames } from "./packManifest.ts";

/** An image on its way into a packed file. */
export interface SurveyedImage extends ListedImage, SurveyedFile {}

/** All images of a listing in the order in which they will lie in the file. */
export interface Survey {
  readonly images: readonly SurveyedImage[];
  /** How many there are of each split, none of which is empty. */
  readonly listed: ReadonlyMap<Split, number>;
  /** SHA-256 of everything listed and of the files' sizes, which tells whether it is the same folder. */
  readonly source: string;
  /** When the latest of the files was changed. Units: milliseconds since 1970 */
  readonly changed: number;
}

/** Files that are asked for beside each other. */
const atOnce = 64;

/**
 * Looks at all files of a listing without reading them. Within a split the order is drawn, once and for all: the first
 * thousand of a packed set are then some of every class.
 */
export async function surveyImages(folder: string, listing: ImageListing): Promise<Survey> {
  const images: SurveyedImage[] = [];
  const listed = new Map<Split, number>();
  let changed = 0;
  for (const split of splitNames) {
    const inSplit = listing.splits[split];
    if (inSplit.length > 0) listed.set(split, inSplit.length);
    const order = makeStream(0, `pack/${split}`).permutation(0, inSplit.length);
    for (let from = 0; from < order.length; from += atOnce) {
      const found = Array.from(order.subarray(from, from + atOnce), async (index) => {
        const image = inSplit[index]!;
        const { size, mtimeMs } = await sizeAndTime(join(folder, image.path));
        changed = Math.max(changed, mtimeMs);
        return { ...image, size };
      });
      images.push(...(await Promise.all(found)));
    }
  }
  return { images, listed, source: hashOf(listing, images), changed };
}

async function sizeAndTime(path: string): Promise<{ size: number; mtimeMs: number }> {
  const found = await stat(path).catch(() => undefined);
  // To read a pipe or a device may never end.
  return found?.isFile() ? found : { size: -1, mtimeMs: 0 };
}

function hashOf(
  { classes, concepts = [] }: ImageListing,
  images: readonly SurveyedImage[],
): string {
  const hash = createHash("sha256").update(JSON.stringify([classes, concepts]));
  for (const { path, size, label, concepts: values = {} } of images) {
    const inOrder = concepts.map(({ name }) => values[name]);
    hash.update(`\n${JSON.stringify([path, size, label, inOrder])}`);
  }
  return hash.digest("hex");
}
