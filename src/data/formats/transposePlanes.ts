/**
 * Images that are stored column by column, row by row. A plane is a channel of an image.
 *
 * Shape: [planes, W, H] -> [planes, H, W]
 */
export function transposePlanes(
  stored: Uint8Array,
  { height, width }: { readonly height: number; readonly width: number },
): Uint8Array {
  const size = height * width;
  const planes = new Uint8Array(stored.length);
  for (let start = 0; start < stored.length; start += size) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        planes[start + y * width + x] = stored[start + x * height + y]!;
      }
    }
  }
  return planes;
}
