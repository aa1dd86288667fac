import type { Range } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import type { Region } from "./resizeRegion.ts";
import type { Draws } from "./transform.ts";
import { withinRange } from "./withinRange.ts";

/** Which regions of an image can be drawn. */
export interface RegionRules {
  readonly format: ImageFormat;
  /** Shares of the image's area. */
  readonly scale: Range;
  /** Heights over widths. */
  readonly ratio: Range;
  /** Pixels by which height and width are at least smaller than the image's. */
  readonly margin: number;
}

const attempts = 10;

/**
 * The first of ten random regions that is not too large for the image: areas are equally likely, and so are the logarithms
 * of ratios. Nothing where none is.
 *
 * Draws: for attempt i, from `first` on, 4i the area, 4i + 1 the ratio, 4i + 2 the row, 4i + 3 the column
 * @source torchvision 0.14.1, get_params of RandomResizedCrop and of RandomErasing
 */
export function drawRegion(draws: Draws, first: number, rules: RegionRules): Region | undefined {
  const { format, scale, ratio, margin } = rules;
  const logRatios = [Math.log(ratio[0]), Math.log(ratio[1])] as const;
  for (let index = first; index < first + 4 * attempts; index += 4) {
    const area = format.height * format.width * withinRange(scale, draws.uniform(index));
    const proportion = Math.exp(withinRange(logRatios, draws.uniform(index + 1)));
    const height = Math.round(Math.sqrt(area * proportion));
    const width = Math.round(Math.sqrt(area / proportion));
    const [down, right] = [format.height - height, format.width - width];
    // Not the other way round: extents of extreme ratios are no numbers.
    const fits = height >= 1 && width >= 1 && down >= margin && right >= margin;
    if (!fits) continue;
    const top = draws.integer(index + 2, down + 1);
    const left = draws.integer(index + 3, right + 1);
    return { top, left, height, width };
  }
  return undefined;
}
