import { amount, type SettingsSchema } from "../../core/settings.ts";
import { makePlaceImage } from "./affine.ts";
import type { ImageTransform } from "./transform.ts";

interface RotateOptions {
  readonly degrees: number;
}

const settings: SettingsSchema<RotateOptions> = {
  degrees: amount(15, "angle that the image is turned by at most, to either side"),
};

/**
 * The image turned around its middle, zeros where it does not reach. Every angle is equally likely.
 *
 * Draws: 0 the angle
 * @source torchvision 0.14.1, RandomRotation with bilinear interpolation
 */
export const rotate: ImageTransform<RotateOptions> = {
  name: "rotate",
  summary: "turns around the middle",
  settings,
  main: "degrees",
  format: (_, input) => input,
  prepare({ degrees }, input) {
    const place = makePlaceImage(input);
    return (image, out, draws) => {
      const angle = degrees * (1 - 2 * draws.uniform(0));
      place(image, out, { degrees: angle, dx: 0, dy: 0, scale: 1, shear: 0 });
    };
  },
};
