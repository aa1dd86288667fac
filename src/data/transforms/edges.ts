/** What lies beyond the edges of an image: zeros, the image again, its mirror image, or its outermost pixels. */
export type EdgeMode = "zero" | "circular" | "reflect" | "edge";

/**
 * The pixel of a row or column of `extent` pixels that stands at `position`, which may be beyond its ends: -1 where a
 * zero does. A mirror image begins beside the outermost pixel, which is not repeated, and is itself mirrored at its end.
 *
 * Units: pixels
 */
export function pixelAt(position: number, extent: number, mode: EdgeMode): number {
  if (position >= 0 && position < extent) return position;
  switch (mode) {
    case "zero":
      return -1;
    case "edge":
      return position < 0 ? 0 : extent - 1;
    case "circular":
      return remainder(position, extent);
    case "reflect": {
      if (extent === 1) return 0;
      const place = remainder(position, 2 * extent - 2);
      return place < extent ? place : 2 * extent - 2 - place;
    }
    default:
      return mode satisfies never;
  }
}

/** The remainder from 0 up to below `divisor`, also of negative numbers. */
function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
