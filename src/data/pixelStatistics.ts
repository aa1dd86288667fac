import type { Normalisation } from "../core/normalisation.ts";
import { checkBytes } from "./checkBytes.ts";
import { type ImageSet, imageSize } from "./imageSet.ts";
import { openImages } from "./openImages.ts";

/** Images that are read at a time. */
const chunk = 256;

/**
 * Mean and standard deviation of all pixels of each channel, read a few images at a time.
 *
 * Shape: images [N, C, H, W] -> [C] each
 * Units: fractions of 1, the largest pixel value; the deviation is that of the pixels, not an estimate
 * @throws {UsageError} when the images are floats
 * @throws {DataError} when the images are in a file that cannot be read
 */
export function pixelStatistics(set: ImageSet): Normalisation {
  checkBytes(set, "Cannot measure the pixels of images");
  const sums = new Float64Array(set.channels);
  const squares = new Float64Array(set.channels);
  const plane = set.height * set.width;
  const bytes = new Uint8Array(Math.min(chunk, set.count) * imageSize(set));
  const reader = openImages(set);
  try {
    for (let from = 0; from < set.count; from += chunk) {
      const indices = Uint32Array.from(
        { length: Math.min(chunk, set.count - from) },
        (_, i) => from + i,
      );
      reader.read(indices, bytes);
      for (let p = 0; p < indices.length * set.channels; p++) {
        const channel = p % set.channels;
        for (let at = p * plane; at < (p + 1) * plane; at++) {
          const value = bytes[at]!;
          sums[channel]! += value;
          squares[channel]! += value * value;
        }
      }
    }
  } finally {
    reader.close();
  }
  const pixels = set.count * plane;
  const mean = Array.from(sums, (sum) => sum / pixels);
  const deviation = Array.from(squares, (sum, c) => Math.sqrt(sum / pixels - mean[c]! ** 2));
  return { mean: mean.map((v) => v / 255), deviation: deviation.map((v) => v / 255) };
}
