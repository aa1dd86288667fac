import { Buffer } from "node:buffer";
import type { ImageSet } from "../../../data/imageSet.ts";
import { inMemory } from "../../../data/openImages.ts";
import type { ShownImages } from "./measured.ts";

/**
 * Images with their labels, as results keep them.
 *
 * Shape: images [N, C, H, W]
 * @source own design
 */
export function shownImages(set: ImageSet): ShownImages {
  const { channels, height, width, labels, images } = inMemory(set);
  const pixels = Buffer.from(images.buffer, images.byteOffset, images.byteLength);
  return { channels, height, width, labels: [...labels], pixels: pixels.toString("base64") };
}
