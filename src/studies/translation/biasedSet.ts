import { type ImageSet, type ImagesInMemory, imageSize } from "../../data/imageSet.ts";
import { inMemory } from "../../data/openImages.ts";
import { shiftImages } from "../../data/transforms/shift.ts";

/** Which digits stand out of place in the biased training set, and by how many pixels to the right. */
const displaced: Readonly<Record<number, number>> = { 3: 3, 2: -3 };

/**
 * The training set of the source's experiment: every 3 moved right by 3 pixels, every 2 left by 3, zeros shifted in.
 *
 * Shape: [N, C, H, W] -> the same
 * @source Tanaka 2024, discussion, figures 1 to 4
 */
export function biasedSet(set: ImageSet): ImagesInMemory {
  const still = inMemory(set).images;
  const images = new Uint8Array(still);
  const size = imageSize(set);
  const { channels, height, width } = set;
  for (let i = 0; i < set.count; i++) {
    const dx = displaced[set.labels[i]!];
    if (dx === undefined) continue;
    const from = still.subarray(i * size, (i + 1) * size);
    const to = images.subarray(i * size, (i + 1) * size);
    shiftImages(from, to, { count: channels, height, width, dx, dy: 0, mode: "zero" });
  }
  return { ...set, images, change: undefined };
}
