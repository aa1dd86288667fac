import { UsageError } from "../../core/errors.ts";
import { type SettingsSchema, wholeNumberWithin, yesOrNo } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { greatestSize } from "./greatestSize.ts";
import { makeResizeRegion } from "./resizeRegion.ts";
import type { ImageTransform } from "./transform.ts";

interface ResizeOptions {
  readonly size: number;
  readonly exact: boolean;
}

const settings: SettingsSchema<ResizeOptions> = {
  size: wholeNumberWithin([1, greatestSize], 256, "length of the shorter side"),
  exact: yesOrNo(false, "make both sides so long, whatever the proportions were"),
};

/**
 * The whole image in another size, by bilinear interpolation over all pixels that go into one.
 *
 * Shape: [C, H, W] -> [C, H', W'], the shorter of which is `size`, the longer floor(size·longer/shorter)
 */
export const resize: ImageTransform<ResizeOptions> = {
  name: "resize",
  summary: "makes images larger or smaller",
  settings,
  main: "size",
  format({ size, exact }, input) {
    const { channels, height, width } = input;
    if (exact) return { channels, height: size, width: size };
    const longer = Math.trunc((size * Math.max(height, width)) / Math.min(height, width));
    if (longer > greatestSize) {
      throw new UsageError(
        `Cannot apply "resize": ${height} × ${width} pixels would become ${size} × ${longer}, needs at most ${greatestSize}`,
      );
    }
    return height <= width
      ? { channels, height: size, width: longer }
      : { channels, height: longer, width: size };
  },
  prepare(options, input) {
    const resizeRegion = makeResizeRegion(input, resize.format(options, input));
    const whole = wholeOf(input);
    return (image, out) => resizeRegion(image, out, whole);
  },
};

function wholeOf({ height, width }: ImageFormat) {
  return { top: 0, left: 0, height, width };
}
