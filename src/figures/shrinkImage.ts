import type { PixelImage } from "./png.ts";

/**
 * The image with each square of n × n pixels as their mean, so that it is at least `width` wide but less than twice that;
 * what is no wider is given back as it is. Pixels that fill no square at the right and lower edges are left out.
 *
 * Units: pixels
 */
export function shrinkImage(image: PixelImage, width: number): PixelImage {
  const factor = Math.min(Math.floor(image.width / width), image.height);
  if (factor < 2) return image;
  const { pixels, channels = 1 } = image;
  const [toWidth, toHeight] = [image.width, image.height].map((side) => Math.floor(side / factor));
  const out = new Uint8Array(toWidth! * toHeight! * channels);
  for (let place = 0; place < out.length; place++) {
    const channel = place % channels;
    const column = Math.floor(place / channels) % toWidth!;
    const row = Math.floor(place / channels / toWidth!);
    let sum = 0;
    for (let y = row * factor; y < (row + 1) * factor; y++) {
      for (let x = column * factor; x < (column + 1) * factor; x++) {
        sum += pixels[(y * image.width + x) * channels + channel]!;
      }
    }
    out[place] = Math.round(sum / factor ** 2);
  }
  return { ...image, pixels: out, width: toWidth!, height: toHeight! };
}
