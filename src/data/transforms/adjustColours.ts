import { luma } from "./luma.ts";

/**
 * Changes an image in place: brighter for a factor above 1, darker below, black for 0.
 *
 * Shape: image [C, H, W]
 * @source Pillow 9.4, ImageEnhance.Brightness
 */
export function adjustBrightness(image: Uint8Array, factor: number): void {
  const share = Math.fround(factor);
  for (let i = 0; i < image.length; i++) image[i] = blended(0, image[i]!, share);
}

/**
 * Changes an image in place: further from its mean brightness for a factor above 1, nearer below, all of it for 0.
 *
 * Shape: image [C, H, W] with C 1 or 3
 * @source Pillow 9.4, ImageEnhance.Contrast
 */
export function adjustContrast(image: Uint8Array, factor: number, channels: number): void {
  const share = Math.fround(factor);
  const mean = meanBrightness(image, channels);
  for (let i = 0; i < image.length; i++) image[i] = blended(mean, image[i]!, share);
}

/**
 * Changes an image in place: more colourful for a factor above 1, less below, grey for 0. One of one channel has no colours
 * and stays.
 *
 * Shape: image [C, H, W] with C 1 or 3
 * @source Pillow 9.4, ImageEnhance.Color
 */
export function adjustSaturation(image: Uint8Array, factor: number, channels: number): void {
  if (channels === 1) return;
  const share = Math.fround(factor);
  const size = image.length / 3;
  for (let i = 0; i < size; i++) {
    const [green, blue] = [size + i, 2 * size + i];
    const grey = luma(image[i]!, image[green]!, image[blue]!);
    image[i] = blended(grey, image[i]!, share);
    image[green] = blended(grey, image[green]!, share);
    image[blue] = blended(grey, image[blue]!, share);
  }
}

/** Rounded half up. */
function meanBrightness(image: Uint8Array, channels: number): number {
  const size = image.length / channels;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    sum += channels === 1 ? image[i]! : luma(image[i]!, image[size + i]!, image[2 * size + i]!);
  }
  return Math.trunc(sum / size + 0.5);
}

/** From one byte towards, or beyond, another: in float32, and without its fraction, as Pillow's Image.blend has it. */
function blended(from: number, towards: number, share: number): number {
  const value = Math.fround(from + Math.fround(share * (towards - from)));
  return value <= 0 ? 0 : value >= 255 ? 255 : value | 0;
}
