import { type ImageFormat, type ImageSet, imageSize } from "../imageSet.ts";
import { openImages } from "../openImages.ts";
import { visitOf } from "../transforms/makeDraws.ts";
import { makePipeline } from "../transforms/pipeline.ts";
import type { TransformStep } from "../transforms/step.ts";
import { type BatchRange, batchRanges, epochOrder } from "./batchRanges.ts";

/** What the batches of a training are made of. */
export interface BatchOptions {
  readonly set: ImageSet;
  readonly batchSize: number;
  /** What becomes of the last images of an epoch when they do not fill a batch. */
  readonly lastPartial: "drop" | "keep";
  readonly seed: number;
  /** How images are changed at random each time they are shown. */
  readonly augment?: readonly TransformStep[] | undefined;
}

/**
 * Where a batch goes.
 *
 * Shape: images [B, C, H, W], of floats their bytes, labels [B]
 */
export interface BatchArrays {
  readonly images: Uint8Array;
  readonly labels: Int32Array;
  /** Only where the augmentation mixes images. */
  readonly mixed?: MixedLabels | undefined;
}

/** Of images that others were mixed into: the labels of those, and their share. Shape: [B] and [1] */
export interface MixedLabels {
  readonly otherLabels: Int32Array;
  readonly otherShare: Float32Array;
}

/**
 * The batches of a training, step by step. A batch is a function of the options and of the number of its step, which
 * counts from 0 over all epochs.
 */
export interface Batches {
  readonly stepsPerEpoch: number;
  /** Of the images as they are shown. */
  readonly format: ImageFormat;
  /** Whether images are mixed with others, so that they have two labels each. */
  readonly isMixed: boolean;
  /** Images in a step's batch. */
  sizeOf(step: number): number;
  /**
   * Puts a step's batch into `out`.
   *
   * @throws {DataError} when the images are in a file that cannot be read
   */
  fill(step: number, out: BatchArrays): void;
  close(): void;
}

/**
 * Batches that are put together when they are asked for.
 *
 * @throws {UsageError} when the images cannot be augmented so
 * @throws {DataError} when the images are in a file that cannot be opened
 */
export function makeBatches({
  set,
  batchSize,
  lastPartial,
  seed,
  augment = [],
}: BatchOptions): Batches {
  const ranges = batchRanges(set.count, batchSize, lastPartial);
  const { channels, height, width, dtype } = set;
  const format = { channels, height, width, dtype };
  const pipeline = makePipeline({ steps: augment, format, seed, stream: "augment" });
  const reader = openImages(set);
  const orderOf = lastOrder(seed, set.count);
  const [from, to] = [imageSize(set), imageSize(pipeline.format)];
  const most = Math.min(batchSize, set.count);
  const stored = new Uint8Array(augment.length === 0 ? 0 : most * from);

  function augmentInto(images: Uint8Array, count: number, step: number): void {
    for (let place = 0; place < count; place++) {
      pipeline.apply(
        stored.subarray(place * from, (place + 1) * from),
        images.subarray(place * to, (place + 1) * to),
        visitOf(step, place),
      );
    }
  }

  return {
    stepsPerEpoch: ranges.length,
    format: pipeline.format,
    isMixed: pipeline.mix !== undefined,
    sizeOf: (step) => sizeOf(ranges[step % ranges.length]!),
    fill(step, { images, labels, mixed }) {
      const range = ranges[step % ranges.length]!;
      const epoch = Math.floor(step / ranges.length) + 1;
      const indices = orderOf(epoch).subarray(range.from, range.to);
      reader.read(indices, augment.length === 0 ? images : stored);
      if (augment.length > 0) augmentInto(images, indices.length, step);
      for (const [place, index] of indices.entries()) labels[place] = set.labels[index]!;
      if (!pipeline.mix || !mixed) return;
      const { partners, otherShare } = pipeline.mix({ images, count: indices.length, step });
      for (const [place, partner] of partners.entries())
        mixed.otherLabels[place] = labels[partner]!;
      mixed.otherShare[0] = otherShare;
    },
    close: () => reader.close(),
  };
}

function sizeOf({ from, to }: BatchRange): number {
  return to - from;
}

/** The order of an epoch, made once for all of its steps. */
function lastOrder(seed: number, count: number): (epoch: number) => Uint32Array {
  let known = -1;
  let order = new Uint32Array(0);
  return (epoch) => {
    if (epoch !== known) {
      order = new Uint32Array(epochOrder(seed, epoch, count));
      known = epoch;
    }
    return order;
  };
}
