import { type ImageSet, imageSize } from "../data/imageSet.ts";
import { openImages } from "../data/openImages.ts";
import { pixelImageOf } from "../figures/pixelImageOf.ts";
import type { PixelImage } from "../figures/png.ts";

/**
 * The images with the given indices, ready to be drawn.
 *
 * @throws {DataError} when they are in a file that cannot be read
 */
export function pixelImagesOf(set: ImageSet, indices: ArrayLike<number>): PixelImage[] {
  const size = imageSize(set);
  const bytes = new Uint8Array(indices.length * size);
  const reader = openImages(set);
  try {
    reader.read(indices, bytes);
  } finally {
    reader.close();
  }
  return Array.from({ length: indices.length }, (_, place) =>
    pixelImageOf(bytes.subarray(place * size, (place + 1) * size), set),
  );
}
