import { type ImageFormat, type ImageSet, imageSize } from "../data/imageSet.ts";
import { openImages } from "../data/openImages.ts";
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

/**
 * An image as pictures have it, its channels together; of other numbers of channels than one and three the first is drawn.
 *
 * Shape: image [C, H, W] -> pixels [H, W, 3], or [H, W] for grey
 */
export function pixelImageOf(
  image: Uint8Array,
  { channels, height, width }: ImageFormat,
): PixelImage {
  const plane = height * width;
  if (channels !== 3) return { pixels: image.slice(0, plane), height, width, channels: 1 };
  const pixels = new Uint8Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[3 * at + channel] = image[channel * plane + at]!;
    }
  }
  return { pixels, height, width, channels: 3 };
}
