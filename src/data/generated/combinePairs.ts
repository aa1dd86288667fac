import { type ImageSet, type ImagesInMemory, imageSize } from "../imageSet.ts";
import { openImages } from "../openImages.ts";

/** Which images are put together, and what the pair is called. */
export interface PairOptions {
  /**
   * The index of each image's partner.
   *
   * Shape: [N]
   */
  readonly partner: Uint32Array;
  /** The label of a pair, from those of its two images. */
  labelOf(first: number, second: number): number;
}

/**
 * Puts each image of a set and its partner together: the channels of the first, then those of the second. What the two
 * were labelled is kept as the concepts `first` and `second`.
 *
 * Shape: images [N, C, H, W] -> [N, 2·C, H, W]
 * @throws {DataError} when the images are in a file that cannot be read
 */
export function combinePairs(set: ImageSet, { partner, labelOf }: PairOptions): ImagesInMemory {
  const { count, channels, height, width, dtype, origin } = set;
  const size = imageSize(set);
  const images = new Uint8Array(count * 2 * size);
  const reader = openImages(set);
  try {
    for (let index = 0; index < count; index++) {
      const place = images.subarray(2 * index * size, 2 * (index + 1) * size);
      reader.read([index, partner[index]!], place);
    }
  } finally {
    reader.close();
  }
  const first = set.labels.slice();
  const second = first.map((_, index) => set.labels[partner[index]!]!);
  return {
    images,
    labels: first.map((label, index) => labelOf(label, second[index]!)),
    count,
    channels: 2 * channels,
    height,
    width,
    dtype,
    concepts: { first, second },
    origin,
  };
}
