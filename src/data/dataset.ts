/**
 * Labelled images, all of one size, as they lie in the file: whole bytes, unscaled.
 *
 * Shape: images [N, C, H, W] flattened row by row, labels [N]
 * Units: pixel values 0 (no ink) to 255
 */
export interface ImageSet {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** N, the number of images. */
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** What a network is trained on and tested with. */
export interface Dataset {
  /** The name it is asked for by, such as `mnist`. */
  readonly name: string;
  /** What tables, reports and pictures call it, such as "MNIST" or "generated digits". */
  readonly title: string;
  /** What each label stands for: label k is `classes[k]`. */
  readonly classes: readonly string[];
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** Whether the program made the images itself. */
  readonly generated: boolean;
  /** One sentence on what a reader of a result has to know about these data. */
  readonly note: string;
}

/** Bytes one image takes. */
export function imageSize({ channels, height, width }: ImageSet): number {
  return channels * height * width;
}

/** The first `count` examples, sharing memory with `set`. */
export function firstExamples(set: ImageSet, count: number): ImageSet {
  return {
    ...set,
    images: set.images.subarray(0, count * imageSize(set)),
    labels: set.labels.subarray(0, count),
    count: Math.min(count, set.count),
  };
}
