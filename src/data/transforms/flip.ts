import { numberWithin, type SettingsSchema } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import type { ImageTransform } from "./transform.ts";

interface FlipOptions {
  readonly probability: number;
}

const settings: SettingsSchema<FlipOptions> = {
  probability: numberWithin([0, 1], 0.5, "how likely an image is flipped"),
};

/**
 * The mirror image, left for right, or the image as it is.
 *
 * Draws: 0 which of the two
 */
export const flip: ImageTransform<FlipOptions> = {
  name: "flip",
  summary: "swaps left and right",
  settings,
  main: "probability",
  format: (_, input) => input,
  prepare:
    ({ probability }, input) =>
    (image, out, draws) => {
      if (draws.uniform(0) < probability) flipImage(image, out, input);
      else out.set(image);
    },
};

/**
 * Swaps left and right.
 *
 * Shape: image [C, H, W] -> out [C, H, W]
 */
export function flipImage(image: Uint8Array, out: Uint8Array, { width }: ImageFormat): void {
  for (let row = 0; row < image.length; row += width) {
    for (let from = row, to = row + width - 1; to >= row; from++, to--) out[to] = image[from]!;
  }
}
