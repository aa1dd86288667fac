import { DataError } from "../core/errors.ts";
import type { ImageSet } from "./dataset.ts";
import { readIdx } from "./idx.ts";

/** A pair of IDX files. */
export interface IdxImagesOptions {
  readonly images: string;
  readonly labels: string;
  /** Number of classes: labels run from 0 to classes - 1. */
  readonly classes: number;
  /** The most bytes that the file of the images may hold, unpacked. */
  readonly most?: number | undefined;
}

/**
 * Reads grey images and their labels.
 *
 * Shape: images [N, 1, H, W] from a file of extents N × H × W, labels [N]
 * @throws {DataError} when a file is damaged, the counts differ or a label is out of range
 */
export async function readIdxImages(options: IdxImagesOptions): Promise<ImageSet> {
  const [images, labels] = await Promise.all([
    readIdx(options.images, options.most),
    readIdx(options.labels, options.most),
  ]);
  const [count, height, width] = images.extents;
  if (images.extents.length !== 3) {
    throw new DataError(
      `Cannot read "${options.images}": its extents are ${images.extents.join(" × ")}, images need three`,
    );
  }
  if (labels.extents.length !== 1) {
    throw new DataError(
      `Cannot read "${options.labels}": its extents are ${labels.extents.join(" × ")}, labels need one`,
    );
  }
  if (labels.data.length !== count) {
    throw new DataError(
      `Cannot read "${options.labels}": it has ${labels.data.length} labels, "${options.images}" needs ${count}`,
    );
  }
  const wrong = labels.data.findIndex((label) => label >= options.classes);
  if (wrong >= 0) {
    throw new DataError(
      `Cannot read "${options.labels}": label ${wrong} is ${labels.data[wrong]}, needs 0 to ${options.classes - 1}`,
    );
  }
  return {
    images: images.data,
    labels: labels.data,
    count,
    channels: 1,
    height: height!,
    width: width!,
  };
}
