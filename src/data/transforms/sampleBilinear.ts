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
    const leftShare = isNear && left >= 0 ? 1 - (x[place]! - left) : 0;
    const topShare = isNear && top >= 0 ? 1 - (y[place]! - top) : 0;
    const rightShare = isNear && left + 1 < width ? x[place]! - left : 0;
    const bottomShare = isNear && top + 1 < height ? y[place]! - top : 0;
    const at = isNear ? top * width + left : 0;
    for (let to = place, first = at; to < out.length; to += size, first += size) {
      let sum = 0;
      if (topShare > 0) {
        if (leftShare > 0) sum += topShare * leftShare * image[first]!;
        if (rightShare > 0) sum += topShare * rightShare * image[first + 1]!;
      }
      if (bottomShare > 0) {
        if (leftShare > 0) sum += bottomShare * leftShare * image[first + width]!;
        if (rightShare > 0) sum += bottomShare * rightShare * image[first + width + 1]!;
      }
      out[to] = roundToByte(sum);
    }
  }
}
