import { type SettingsSchema, wholeNumberWithin } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { greatestSize } from "./greatestSize.ts";
import { clipRegion, visitRows } from "./regions.ts";
import type { Region } from "./resizeRegion.ts";
import type { ImageTransform } from "./transform.ts";

interface CutoutOptions {
  readonly size: number;
  readonly value: number;
}

const settings: SettingsSchema<CutoutOptions> = {
  size: wholeNumberWithin([1, greatestSize], 16, "height and width of the square"),
  value: wholeNumberWithin([0, 255], 0, "what its pixels become"),
};

/**
 * One square of the image covered. Its middle is anywhere in the image, so that it may hang over the edge.
 *
 * Draws: 0 the row, 1 the column
 * @source DeVries & Taylor 2017, arXiv:1708.04552, section 3.2
 */
export const cutout: ImageTransform<CutoutOptions> = {
  name: "cutout",
  summary: "covers a square",
  settings,
  main: "size",
  format: (_, input) => input,
  prepare:
    ({ size, value }, input) =>
    (image, out, draws) => {
      const half = Math.floor(size / 2);
      const top = draws.integer(0, input.height) - half;
      const left = draws.integer(1, input.width) - half;
      out.set(image);
      coverRegion(out, { format: input, region: { top, left, height: size, width: size }, value });
    },
};

/** Which pixels are covered by what. */
export interface Cover {
  readonly format: ImageFormat;
  readonly region: Region;
  readonly value: number;
}

/** Gives all pixels of a region, as far as it lies within the image, one value. */
export function coverRegion(image: Uint8Array, { format, region, value }: Cover): void {
  const inside = clipRegion(region, format);
  visitRows(inside, format, (begin, end) => image.fill(value, begin, end));
}
