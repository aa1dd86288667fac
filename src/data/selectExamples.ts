import type { ImageFile } from "./imageFile.ts";
import { type ImageSet, imageSize } from "./imageSet.ts";

/**
 * The examples with the given indices, in their order, with all that is known of them. Images in memory are copied,
 * images in a file are left there. `origin` says where each was in the set that the first of several choices began with.
 *
 * Shape: indices [M] -> images [M, C, H, W], labels [M]
 * @throws {RangeError} when the images are changed already
 */
export function selectExamples(set: ImageSet, indices: Uint32Array): ImageSet {
  if (set.change) {
    // What is random in a change belongs to the image's index.
    throw new RangeError("Cannot choose examples: their images are changed, needs to come before");
  }
  const chosen = eachColumn(set, (column) => elementsOf(column, indices));
  const images =
    set.images instanceof Uint8Array
      ? copiesOf(set.images, indices, imageSize(set))
      : rowsOf(set.images, indices);
  return { ...chosen, images, count: indices.length, origin: chosen.origin ?? indices };
}

/** The examples from one index on to before another, as `selectExamples` chooses them. */
export function examplesBetween(set: ImageSet, from: number, to: number): ImageSet {
  return selectExamples(
    set,
    Uint32Array.from({ length: to - from }, (_, index) => from + index),
  );
}

/**
 * The first `count` examples, without copying anything; all, where there are not so many.
 *
 * Shape: images [M, C, H, W], labels [M]
 */
export function firstExamples(set: ImageSet, count: number): ImageSet {
  if (count >= set.count) return set;
  const { images } = set;
  return {
    ...eachColumn(set, (column) => column.subarray(0, count) as typeof column),
    images:
      images instanceof Uint8Array
        ? images.subarray(0, count * imageSize(set.change?.stored ?? set))
        : { ...images, rows: images.rows?.subarray(0, count) },
    count,
  };
}

/** A number for each example. */
type Column = Int32Array | Uint32Array | Uint8Array;

/** The set with every column replaced; its images and count stay and no longer fit. */
function eachColumn(set: ImageSet, change: <C extends Column>(column: C) => C): ImageSet {
  const { labels, concepts, noise, origin } = set;
  const changed = Object.entries(concepts ?? {}).map(([name, values]) => [name, change(values)]);
  return {
    ...set,
    labels: change(labels),
    concepts: concepts && Object.fromEntries(changed),
    noise: noise && { cleanLabels: change(noise.cleanLabels), isNoisy: change(noise.isNoisy) },
    origin: origin && change(origin),
  };
}

function elementsOf<C extends Column>(column: C, indices: Uint32Array): C {
  const elements = new (column.constructor as new (length: number) => C)(indices.length);
  for (let i = 0; i < indices.length; i++) elements[i] = column[indices[i]!]!;
  return elements;
}

function copiesOf(images: Uint8Array, indices: Uint32Array, size: number): Uint8Array {
  const copies = new Uint8Array(indices.length * size);
  for (const [place, index] of indices.entries()) {
    copies.set(images.subarray(index * size, (index + 1) * size), place * size);
  }
  return copies;
}

function rowsOf({ rows, ...file }: ImageFile, indices: Uint32Array): ImageFile {
  return { ...file, rows: rows ? indices.map((index) => rows[index]!) : indices };
}
