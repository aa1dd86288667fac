import { DataError, UsageError } from "../core/errors.ts";
import { makeStream } from "../core/random.ts";
import { checkBytes } from "../data/checkBytes.ts";
import type { Dataset } from "../data/dataset.ts";
import { type ImagesInMemory, imageSize } from "../data/imageSet.ts";
import { openImages } from "../data/openImages.ts";
import type { Part } from "./probeOptions.ts";

/** Images that a probe looks at. */
export interface Examples extends ImagesInMemory {
  readonly part: Part;
  /** Where each stands in its part. Shape: [N] */
  readonly indices: Uint32Array;
}

export interface DrawOptions {
  readonly part: Part;
  /** 0 for all. */
  readonly count: number;
  /** Seed of the draw; a run's own seed has no part in it. */
  readonly draw: number;
}

/**
 * Images drawn without replacement from a part of a data set, in the order in which they stand there: the stream
 * `probe/<part>` of the draw's seed says which.
 *
 * @throws {UsageError} when the data set has no such part, or its images are floats
 * @throws {DataError} when the part is empty or cannot be read
 */
export function drawExamples(dataset: Dataset, { part, count, draw }: DrawOptions): Examples {
  const set = dataset[part];
  if (!set) {
    throw new UsageError(
      `Cannot look at images of "${dataset.name}": it has no ${part} images, needs validation=… or another part`,
    );
  }
  if (set.count === 0) {
    throw new DataError(`Cannot look at the ${part} images of "${dataset.name}": there are none`);
  }
  checkBytes(set, `Cannot look at the ${part} images of "${dataset.name}"`);
  const indices = indicesOf(set.count, { part, count, draw });
  const images = new Uint8Array(indices.length * imageSize(set));
  const reader = openImages(set);
  try {
    reader.read(indices, images);
  } finally {
    reader.close();
  }
  const pick = (column: Int32Array) => Int32Array.from(indices, (index) => column[index]!);
  const { channels, height, width, concepts, noise } = set;
  return {
    part,
    indices,
    images,
    channels,
    height,
    width,
    count: indices.length,
    labels: pick(set.labels),
    concepts:
      concepts &&
      Object.fromEntries(Object.entries(concepts).map(([name, values]) => [name, pick(values)])),
    noise: noise && {
      cleanLabels: pick(noise.cleanLabels),
      isNoisy: Uint8Array.from(indices, (index) => noise.isNoisy[index]!),
    },
  };
}

function indicesOf(all: number, { part, count, draw }: DrawOptions): Uint32Array {
  if (count === 0 || count >= all) return Uint32Array.from({ length: all }, (_, index) => index);
  return makeStream(draw, `probe/${part}`).permutation(0, all).slice(0, count).sort();
}
