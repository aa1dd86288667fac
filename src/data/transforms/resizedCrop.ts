import { type Range, range, type SettingsSchema, wholeNumberWithin } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { drawRegion } from "./drawRegion.ts";
import { greatestSize } from "./greatestSize.ts";
import { makeResizeRegion, type Region } from "./resizeRegion.ts";
import type { ImageTransform } from "./transform.ts";

interface ResizedCropOptions {
  readonly size: number;
  readonly scale: Range;
  readonly ratio: Range;
}

const settings: SettingsSchema<ResizedCropOptions> = {
  size: wholeNumberWithin(
    [0, greatestSize],
    0,
    "height and width of the result; 0: as the image has",
  ),
  scale: range([0.08, 1], "share of the image's area"),
  ratio: range([3 / 4, 4 / 3], "width of the part over its height"),
};

/**
 * A part of random area and proportion, brought to one size; when ten attempts fit nowhere, a part in the middle.
 *
 * Draws: those of drawRegion, from 0 on
 * @source Szegedy et al. 2015, arXiv:1409.4842, section 6; torchvision's RandomResizedCrop, whose rules these are
 */
export const resizedCrop: ImageTransform<ResizedCropOptions> = {
  name: "resized-crop",
  summary: "cuts out a part of random size and shape, then resizes it",
  settings,
  main: "size",
  format: ({ size }, { channels, height, width }) => ({
    channels,
    height: size || height,
    width: size || width,
  }),
  prepare(options, input) {
    const resize = makeResizeRegion(input, resizedCrop.format(options, input));
    const { scale, ratio } = options;
    const rules = {
      format: input,
      scale,
      ratio: [1 / ratio[1], 1 / ratio[0]],
      margin: 0,
    } as const;
    const usual = middleRegion(ratio, input);
    return (image, out, draws) => resize(image, out, drawRegion(draws, 0, rules) ?? usual);
  },
};

/** The greatest region in the middle whose ratio is allowed. */
function middleRegion([least, greatest]: Range, input: ImageFormat): Region {
  const height = Math.min(input.height, Math.max(1, Math.round(input.width / least)));
  const width = Math.min(input.width, Math.max(1, Math.round(input.height * greatest)));
  const [top, left] = [(input.height - height) >> 1, (input.width - width) >> 1];
  return { top, left, height, width };
}
