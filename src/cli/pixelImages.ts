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
 * An image as pictures have it: three channels together are a colour, of other numbers of channels each is grey, beside
 * the one before.
 *
 * Shape: image [C, H, W] -> pixels [H, W, 3] of three channels, else [H, C·W]
 */
export function pixelImageOf(
  image: Uint8Array,
  { channels, height, width }: ImageFormat,
): PixelImage {
  const plane = height * width;
  if (channels !== 3) return besideEachOther(image, { channels, height, width });
  const pixels = new Uint8Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[3 * at + channel] = image[channel * plane + at]!;
    }
  }
  return { pixels, height, width, channels: 3 };
}

function besideEachOther(image: Uint8Array, { channels, height, width }: ImageFormat): PixelImage {
  const pixels = new Uint8Array(image.length);
  for (let row = 0; row < channels * height; row++) {
    const [channel, y] = [Math.floor(row / height), row % height];
    pixels.set(image.subarray(row * width, (row + 1) * width), (y * channels + channel) * width);
  }
  return { pixels, height, width: channels * width, channels: 1 };
}
