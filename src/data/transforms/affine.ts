import {
  amount,
  numberWithin,
  type Range,
  range,
  type SettingsSchema,
} from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { sampleBilinear } from "./sampleBilinear.ts";
import type { ImageTransform } from "./transform.ts";
import { withinRange } from "./withinRange.ts";

interface AffineOptions {
  readonly degrees: number;
  readonly translate: number;
  readonly scale: Range;
  readonly shear: number;
}

const settings: SettingsSchema<AffineOptions> = {
  degrees: amount(15, "angle that the image is turned by at most, to either side"),
  translate: numberWithin([0, 1], 0, "share of its extents that it is moved by at most"),
  scale: range([1, 1], "how many times as large it becomes"),
  shear: numberWithin([0, 80], 0, "angle that its columns are slanted by at most, to either side"),
};

/**
 * The image turned, moved by whole pixels, made larger or smaller and slanted at random, around its middle.
 *
 * Draws: 0 the angle, 1 and 2 the pixels to the right and down, 3 the scale, 4 the shear
 * @source torchvision 0.14.1, RandomAffine with bilinear interpolation
 */
export const affine: ImageTransform<AffineOptions> = {
  name: "affine",
  summary: "turns, moves, scales and slants",
  settings,
  main: "degrees",
  format: (_, input) => input,
  prepare({ degrees, translate, scale, shear }, input) {
    const place = makePlaceImage(input);
    const [farX, farY] = [translate * input.width, translate * input.height];
    return (image, out, draws) => {
      const either = (index: number, most: number) => most * (2 * draws.uniform(index) - 1);
      place(image, out, {
        degrees: either(0, degrees),
        dx: Math.round(either(1, farX)),
        dy: Math.round(either(2, farY)),
        scale: withinRange(scale, draws.uniform(3)),
        shear: either(4, shear),
      });
    };
  },
};

/** How an image is laid down. */
export interface Placement {
  /** Clockwise. */
  readonly degrees: number;
  /** Pixels to the right and down. */
  readonly dx: number;
  readonly dy: number;
  /** Above 0. */
  readonly scale: number;
  /** Degrees between -90 and 90; above 0 the upper rows go to the right. */
  readonly shear: number;
}

/**
 * Lays images down turned, moved, scaled and slanted around their middle; zeros where they do not reach.
 *
 * Shape: image [C, H, W] -> out [C, H, W]
 */
export function makePlaceImage(
  format: ImageFormat,
): (image: Uint8Array, out: Uint8Array, placement: Placement) => void {
  const { height, width } = format;
  const x = new Float64Array(height * width);
  const y = new Float64Array(height * width);
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  return (image, out, { degrees, dx, dy, scale, shear }) => {
    // The inverse of R(degrees)·S(scale)·[1, -tan shear; 0, 1], by which each pixel of the result finds its own.
    const angle = (degrees * Math.PI) / 180;
    const slant = Math.tan((shear * Math.PI) / 180);
    const [cosine, sine] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
    for (let row = 0, place = 0; row < height; row++) {
      for (let column = 0; column < width; column++, place++) {
        const right = column - middleX - dx;
        const down = row - middleY - dy;
        const turnedDown = cosine * down - sine * right;
        x[place] = cosine * right + sine * down + slant * turnedDown + middleX;
        y[place] = turnedDown + middleY;
      }
    }
    sampleBilinear(image, out, { format, x, y });
  };
}
