import type { ImageFormat } from "../imageSet.ts";
import type { Region } from "./resizeRegion.ts";

/** The part of a region that lies within the image; it may have no pixel. */
export function clipRegion(
  { top, left, height, width }: Region,
  { height: imageHeight, width: imageWidth }: ImageFormat,
): Region {
  const [firstRow, firstColumn] = [Math.max(0, top), Math.max(0, left)];
  return {
    top: firstRow,
    left: firstColumn,
    height: Math.max(0, Math.min(imageHeight, top + height) - firstRow),
    width: Math.max(0, Math.min(imageWidth, left + width) - firstColumn),
  };
}

/** Calls `visit` with where each row of a region within the image begins and ends, in every channel. */
export function visitRows(
  { top, left, height, width }: Region,
  format: ImageFormat,
  visit: (begin: number, end: number) => void,
): void {
  for (let channel = 0; channel < format.channels; channel++) {
    for (let y = top; y < top + height; y++) {
      const begin = (channel * format.height + y) * format.width + left;
      visit(begin, begin + width);
    }
  }
}
