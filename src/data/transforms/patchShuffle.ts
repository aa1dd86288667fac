import { UsageError } from "../../core/errors.ts";
import { type SettingsSchema, wholeNumberWithin } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { visitRows } from "./regions.ts";
import type { ImageTransform } from "./transform.ts";

interface PatchShuffleOptions {
  readonly grid: number;
}

const settings: SettingsSchema<PatchShuffleOptions> = {
  grid: wholeNumberWithin([1, 256], 4, "cells that height and width are divided into"),
};

/**
 * The image cut into a grid of cells that change places at random, alike in all channels: what is in them stays, where they
 * are is lost.
 *
 * Draws: i the place that cell i takes among the first i + 1
 */
export const patchShuffle: ImageTransform<PatchShuffleOptions> = {
  name: "patch-shuffle",
  summary: "cuts into a grid of cells and shuffles them",
  settings,
  main: "grid",
  format({ grid }, input) {
    if (input.height % grid !== 0 || input.width % grid !== 0) {
      throw new UsageError(
        `Cannot apply "patch-shuffle": images have ${input.height} × ${input.width} pixels, grid = ${grid} needs multiples of it`,
      );
    }
    return input;
  },
  prepare({ grid }, input) {
    const order = new Uint32Array(grid * grid);
    return (image, out, draws) => {
      for (let i = 0; i < order.length; i++) {
        const place = draws.integer(i, i + 1);
        order[i] = order[place]!;
        order[place] = i;
      }
      arrangeCells(image, out, { format: input, grid, order });
    };
  },
};

/** Which cell comes where: place i of the grid, row by row, gets cell `order[i]`. */
export interface Arrangement {
  readonly format: ImageFormat;
  readonly grid: number;
  readonly order: Uint32Array;
}

/**
 * Puts the cells of an image into another order.
 *
 * Shape: image [C, H, W], order [grid²] -> out [C, H, W]
 */
export function arrangeCells(image: Uint8Array, out: Uint8Array, arrangement: Arrangement): void {
  const { format, grid, order } = arrangement;
  const [height, width] = [format.height / grid, format.width / grid];
  for (let place = 0; place < order.length; place++) {
    const [top, left] = [Math.floor(place / grid) * height, (place % grid) * width];
    const cell = order[place]!;
    const down = Math.floor(cell / grid) * height - top;
    const offset = down * format.width + (cell % grid) * width - left;
    visitRows({ top, left, height, width }, format, (begin, end) => {
      for (let i = begin; i < end; i++) out[i] = image[offset + i]!;
    });
  }
}
