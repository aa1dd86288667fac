import type { ImageFormat } from "../imageSet.ts";
import { roundToByte } from "./roundToByte.ts";

/** Where in an image each pixel of another is to be found. */
export interface SamplePlaces {
  readonly format: ImageFormat;
  /** The middle of the first pixel is 0, 0. Shape: [H·W] each. Units: pixels */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The image as it is at the given places: between pixels by bilinear interpolation, beyond the edges zero. Rounds half up.
 *
 * Shape: image [C, H, W] -> out [C, H, W]
 * @source PyTorch's grid_sample with align_corners=False, of which this is the definition in pixels
 */
export function sampleBilinear(image: Uint8Array, out: Uint8Array, places: SamplePlaces): void {
  const { format, x, y } = places;
  const { height, width } = format;
  const size = height * width;
  for (let place = 0; place < size; place++) {
    const left = Math.floor(x[place]!);
    const top = Math.floor(y[place]!);
    // Where this does not hold, none of the four pixels around the place is inside; so it is for NaN.
    const isNear = left >= -1 && left < width && top >= -1 && top < height;
    if (!isNear) {
      for (let to = place; to < out.length; to += size) out[to] = 0;
      continue;
    }
    const leftShare = left >= 0 ? 1 - (x[place]! - left) : 0;
    const topShare = top >= 0 ? 1 - (y[place]! - top) : 0;
    const rightShare = left + 1 < width ? x[place]! - left : 0;
    const bottomShare = top + 1 < height ? y[place]! - top : 0;
    const topLeft = topShare * leftShare;
    const topRight = topShare * rightShare;
    const bottomLeft = bottomShare * leftShare;
    const bottomRight = bottomShare * rightShare;
    // Beyond an edge the share is 0, and the pixel at the edge is read in place of none.
    const above = Math.max(top, 0) * width;
    const below = Math.min(top + 1, height - 1) * width;
    const before = Math.max(left, 0);
    const after = Math.min(left + 1, width - 1);
    for (let start = 0; start < out.length; start += size) {
      out[start + place] = roundToByte(
        topLeft * image[start + above + before]! +
          topRight * image[start + above + after]! +
          bottomLeft * image[start + below + before]! +
          bottomRight * image[start + below + after]!,
      );
    }
  }
}
