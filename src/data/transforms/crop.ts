import { UsageError } from "../../core/errors.ts";
import { oneOf, type SettingsSchema, wholeNumberWithin } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { type EdgeMode, pixelAt } from "./edges.ts";
import { greatestSize } from "./greatestSize.ts";
import { shiftImages } from "./shift.ts";
import type { ImageTransform } from "./transform.ts";

interface CropOptions {
  readonly padding: number;
  readonly size: number;
  readonly mode: "zero" | "reflect" | "edge";
}

const settings: SettingsSchema<CropOptions> = {
  padding: wholeNumberWithin([0, greatestSize], 4, "pixels added at each edge first"),
  size: wholeNumberWithin([0, greatestSize], 0, "height and width to cut out; 0: as the image has"),
  mode: oneOf(["zero", "reflect", "edge"], "what is added at the edges"),
};

/**
 * A random part of the image after pixels were added at its edges. Every place is equally likely.
 *
 * Draws: 0 the row, 1 the column
 */
export const crop: ImageTransform<CropOptions> = {
  name: "crop",
  summary: "adds pixels at the edges, then cuts out a part at random",
  settings,
  main: "padding",
  format({ padding, size }, { channels, height, width }) {
    const least = Math.min(height, width) + 2 * padding;
    if (size > least) {
      throw new UsageError(
        `Cannot apply "crop": size = ${size}, padding = ${padding} leaves of ${height} × ${width} pixels at most ${least}`,
      );
    }
    return { channels, height: size || height, width: size || width };
  },
  prepare(options, input) {
    const { padding, mode } = options;
    const { height, width } = crop.format(options, input);
    const rows = input.height + 2 * padding - height + 1;
    const columns = input.width + 2 * padding - width + 1;
    const { channels: count } = input;
    const isShift = mode === "zero" && height === input.height && width === input.width;
    return (image, out, draws) => {
      const top = draws.integer(0, rows) - padding;
      const left = draws.integer(1, columns) - padding;
      // The usual case, which moves all rows at once.
      if (isShift) shiftImages(image, out, { count, height, width, dx: -left, dy: -top, mode });
      else cropImage(image, out, { input, top, left, height, width, mode });
    };
  },
};

/** Which part of an image is cut out. Units: pixels of the image; the part may lie beyond its edges */
export interface CropBox {
  readonly input: ImageFormat;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly mode: EdgeMode;
}

/**
 * Cuts a part out of an image.
 *
 * Shape: image [C, H, W] -> out [C, height, width]
 */
export function cropImage(image: Uint8Array, out: Uint8Array, box: CropBox): void {
  const { input, top, left, height, width, mode } = box;
  // The columns that the image has itself; there are none where the part lies beyond an edge.
  const begin = Math.min(width, Math.max(0, -left));
  const end = Math.max(begin, Math.min(width, input.width - left));
  let to = 0;
  for (let channel = 0; channel < input.channels; channel++) {
    for (let y = 0; y < height; y++, to += width) {
      const row = pixelAt(top + y, input.height, mode);
      if (row < 0) {
        out.fill(0, to, to + width);
        continue;
      }
      const from = (channel * input.height + row) * input.width;
      for (let x = begin; x < end; x++) out[to + x] = image[from + left + x]!;
      for (let x = 0; x < begin; x++) out[to + x] = edgePixel(image, from, left + x, box);
      for (let x = end; x < width; x++) out[to + x] = edgePixel(image, from, left + x, box);
    }
  }
}

function edgePixel(image: Uint8Array, row: number, x: number, { input, mode }: CropBox): number {
  const column = pixelAt(x, input.width, mode);
  return column < 0 ? 0 : image[row + column]!;
}
