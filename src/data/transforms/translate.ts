import {
  oneOf,
  type SettingsSchema,
  signedNumber,
  wholeNumberWithin,
} from "../../core/settings.ts";
import { greatestSize } from "./greatestSize.ts";
import { shiftImages } from "./shift.ts";
import type { ImageTransform } from "./transform.ts";

interface TranslateOptions {
  readonly by: number;
  readonly dx: number;
  readonly dy: number;
  readonly mode: "zero" | "circular" | "reflect";
}

const settings: SettingsSchema<TranslateOptions> = {
  by: wholeNumberWithin([0, greatestSize], 0, "pixels that it is moved by at most at random"),
  dx: signedNumber(0, "pixels to the right, before random ones"),
  dy: signedNumber(0, "pixels down, before random ones"),
  mode: oneOf(["zero", "circular", "reflect"], "what enters at the edges"),
};

/**
 * The image moved by whole pixels: by dx and dy, and by up to `by` more to each side, all equally likely.
 *
 * Draws: 0 the pixels to the right, 1 the pixels down
 */
export const translate: ImageTransform<TranslateOptions> = {
  name: "translate",
  summary: "moves by whole pixels, given or random",
  settings,
  format: (_, input) => input,
  prepare:
    ({ by, dx, dy, mode }, { channels, height, width }) =>
    (image, out, draws) =>
      shiftImages(image, out, {
        count: channels,
        height,
        width,
        dx: dx + draws.integer(0, 2 * by + 1) - by,
        dy: dy + draws.integer(1, 2 * by + 1) - by,
        mode,
      }),
};
