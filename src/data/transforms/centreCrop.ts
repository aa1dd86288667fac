import { type SettingsSchema, wholeNumberWithin } from "../../core/settings.ts";
import { cropImage } from "./crop.ts";
import { greatestSize } from "./greatestSize.ts";
import type { ImageTransform } from "./transform.ts";

interface CentreCropOptions {
  readonly size: number;
}

const settings: SettingsSchema<CentreCropOptions> = {
  size: wholeNumberWithin([1, greatestSize], 224, "height and width of the part"),
};

/**
 * The middle of the image; zeros all around where the image is smaller. Where it cannot lie exactly in the middle it lies
 * as torchvision has it.
 *
 * Shape: [C, H, W] -> [C, size, size]
 */
export const centreCrop: ImageTransform<CentreCropOptions> = {
  name: "centre-crop",
  summary: "cuts out the middle",
  settings,
  main: "size",
  format: ({ size }, { channels }) => ({ channels, height: size, width: size }),
  prepare({ size }, input) {
    const top = firstOf(input.height, size);
    const left = firstOf(input.width, size);
    const box = { input, top, left, height: size, width: size, mode: "zero" } as const;
    return (image, out) => cropImage(image, out, box);
  },
};

/** Half the difference: of a smaller image rounded towards 0, of a larger one to the nearest, of two as near the even one. */
function firstOf(extent: number, size: number): number {
  const half = (extent - size) / 2;
  const below = Math.floor(half);
  const isOdd = Math.abs(below % 2) === 1;
  return half !== below && (half < 0 || isOdd) ? below + 1 : below;
}
