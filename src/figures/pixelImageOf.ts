import type { PixelImage } from "./png.ts";

/** How large an image is whose channels stand one after the other. */
export interface PlanarFormat {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/**
 * An image as pictures have it: three channels together are a colour, of other numbers of channels each is grey, beside
 * the one before.
 *
 * Shape: image [C, H, W] -> pixels [H, W, 3] of three channels, else [H, C·W]
 */
export function pixelImageOf(
  image: Uint8Array,
  { channels, height, width }: PlanarFormat,
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

function besideEachOther(image: Uint8Array, { channels, height, width }: PlanarFormat): PixelImage {
  const pixels = new Uint8Array(image.length);
  for (let row = 0; row < channels * height; row++) {
    const [channel, y] = [Math.floor(row / height), row % height];
    pixels.set(image.subarray(row * width, (row + 1) * width), (y * channels + channel) * width);
  }
  return { pixels, height, width: channels * width, channels: 1 };
}
