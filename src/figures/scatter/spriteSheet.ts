import type { PixelImage } from "../png.ts";

/** Images in one, row by row from the top left, each beside the other; all of one size. */
export interface SpriteSheet extends PixelImage {
  /** Images in a row. */
  readonly columns: number;
}

/** One image that holds all others, about as wide as it is high. What is left over at its end is black. */
export function spriteSheet(images: readonly PixelImage[]): SpriteSheet {
  const { width, height, channels = 1 } = images[0]!;
  const columns = Math.ceil(Math.sqrt(images.length));
  const rows = Math.ceil(images.length / columns);
  const line = width * channels;
  const pixels = new Uint8Array(columns * rows * height * line);
  images.forEach((image, at) => {
    const corner = (Math.floor(at / columns) * height * columns + (at % columns)) * line;
    for (let y = 0; y < height; y++) {
      pixels.set(image.pixels.subarray(y * line, (y + 1) * line), corner + y * columns * line);
    }
  });
  return { pixels, width: columns * width, height: rows * height, channels, columns };
}
