import type { Executable } from "../backends/backend.ts";
import { bytesOf } from "../core/bytesOf.ts";
import { type BatchRange, batchRanges } from "../data/feed/batchRanges.ts";
import { type ImageSet, imageSize } from "../data/imageSet.ts";
import { openImages } from "../data/openImages.ts";

/**
 * Shows a compiled network all images of a set, as many at a time as its input has room for. The last batch is filled up
 * with what the one before left: what comes of that is to be dropped.
 *
 * @param visit - told after every batch which images it had
 * @throws {DataError} when the images are in a file that cannot be read
 */
export function showBatches(
  executable: Executable,
  set: ImageSet,
  visit: (range: BatchRange) => void,
): void {
  const images = bytesOf(executable.inputs.images!);
  const batchSize = images.length / imageSize(set);
  const reader = openImages(set);
  try {
    for (const { from, to } of batchRanges(set.count, batchSize, "keep")) {
      reader.read(
        Uint32Array.from({ length: to - from }, (_, place) => from + place),
        images,
      );
      executable.run();
      visit({ from, to });
    }
  } finally {
    reader.close();
  }
}
