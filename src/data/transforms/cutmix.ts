import { betaSample } from "../../core/betaSample.ts";
import { numberWithin, type SettingsSchema } from "../../core/settings.ts";
import { type ImageFormat, imageSize } from "../imageSet.ts";
import type { BatchTransform, MixableBatch } from "./batchTransform.ts";
import { clipRegion, visitRows } from "./regions.ts";
import type { Region } from "./resizeRegion.ts";

interface CutmixOptions {
  readonly alpha: number;
  readonly probability: number;
}

const settings: SettingsSchema<CutmixOptions> = {
  alpha: numberWithin(
    [0.001, 1000],
    1,
    "the rectangle leaves a share drawn from Beta(alpha, alpha)",
  ),
  probability: numberWithin([0, 1], 1, "how likely a batch is mixed"),
};

/**
 * A rectangle of each image replaced by that of another of the batch; the label of the other counts as much as its part of
 * the area. All of a batch have the same rectangle, of the image's proportions; where it hangs over the edge it is cut, and
 * the share is that of what is left.
 *
 * Draws: 0 whether, 1 the row and 2 the column of the middle, from 8 on the share
 * @source Yun et al. 2019, arXiv:1905.04899, and the authors' code, https://github.com/clovaai/CutMix-PyTorch
 */
export const cutmix: BatchTransform<CutmixOptions> = {
  name: "cutmix",
  summary: "exchanges a rectangle, and labels by area, in pairs of a batch",
  settings,
  main: "alpha",
  prepareBatch({ alpha, probability }, input) {
    return (batch, draws) => {
      if (draws.uniform(0) >= probability) return 0;
      const keptShare = betaSample((index) => draws.uniform(8 + index), alpha, alpha);
      const row = draws.integer(1, input.height);
      const column = draws.integer(2, input.width);
      return pasteRegion(batch, input, regionOf(input, { keptShare, row, column }));
    };
  },
};

/** How large a rectangle is, by what it leaves of the image, and where its middle is. */
export interface CutmixDraw {
  readonly keptShare: number;
  readonly row: number;
  readonly column: number;
}

/** The rectangle that a draw stands for, cut at the edges. Its extents before are even, as in the authors' code. */
export function regionOf(format: ImageFormat, { keptShare, row, column }: CutmixDraw): Region {
  const side = Math.sqrt(1 - keptShare);
  const halfHeight = Math.floor(Math.floor(format.height * side) / 2);
  const halfWidth = Math.floor(Math.floor(format.width * side) / 2);
  return clipRegion(
    {
      top: row - halfHeight,
      left: column - halfWidth,
      height: 2 * halfHeight,
      width: 2 * halfWidth,
    },
    format,
  );
}

/** Replaces the region of each image by its partner's and gives the region's share of the area. */
export function pasteRegion(
  { images, before, partners }: MixableBatch,
  format: ImageFormat,
  region: Region,
): number {
  const size = imageSize(format);
  for (let place = 0; place < partners.length; place++) {
    const [to, from] = [place * size, partners[place]! * size];
    visitRows(region, format, (begin, end) =>
      images.set(before.subarray(from + begin, from + end), to + begin),
    );
  }
  return (region.height * region.width) / (format.height * format.width);
}
