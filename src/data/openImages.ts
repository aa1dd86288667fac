import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { cannotRead } from "./cannotRead.ts";
import { stampOf } from "./fileStamp.ts";
import type { ImageFile } from "./imageFile.ts";
import {
  type ImageChange,
  type ImageFormat,
  type ImageSet,
  type ImagesInMemory,
  imageSize,
} from "./imageSet.ts";
import { reasonOf } from "./reasonOf.ts";
import { makePipeline } from "./transforms/pipeline.ts";

/** Copies images out of a set, wherever its pixels are. */
export interface ImageReader {
  /**
   * Copies the images with the given indices to the start of `out`, one after the other.
   *
   * Shape: indices [B] -> out [B, C, H, W], of floats their bytes
   * @throws {DataError} when the file they are in cannot be read or has become shorter
   */
  read(indices: ArrayLike<number>, out: Uint8Array): void;
  close(): void;
}

/** What of a set says where its images are and how they are to be seen. */
type Viewed = Pick<ImageSet, "images" | "change"> & ImageFormat;

/**
 * Opens a set's images for reading.
 *
 * @throws {DataError} when the file they are in cannot be opened
 */
export function openImages(set: Viewed): ImageReader {
  const size = imageSize(set.change?.stored ?? set);
  const reader =
    set.images instanceof Uint8Array
      ? readerOfMemory(set.images, size)
      : readerOfFile(set.images, size);
  return set.change ? changed(reader, set.change) : reader;
}

/** Reads images and changes them. */
function changed(reader: ImageReader, { stored, ...change }: ImageChange): ImageReader {
  const pipeline = makePipeline({ ...change, format: stored });
  const [from, to] = [imageSize(stored), imageSize(pipeline.format)];
  const image = new Uint8Array(from);
  return {
    read(indices, out) {
      for (let place = 0; place < indices.length; place++) {
        const index = indices[place]!;
        reader.read([index], image);
        pipeline.apply(image, out.subarray(place * to, (place + 1) * to), index);
      }
    },
    close: reader.close,
  };
}

function readerOfMemory(images: Uint8Array, size: number): ImageReader {
  return {
    read(indices, out) {
      for (let i = 0; i < indices.length; i++) {
        const index = indices[i]!;
        out.set(images.subarray(index * size, (index + 1) * size), i * size);
      }
    },
    close() {},
  };
}

function readerOfFile({ path, offset, rows, stamp }: ImageFile, size: number): ImageReader {
  const file = attempt(path, () => openSync(path, "r"));
  if (stamp !== undefined && stampOf(fstatSync(file)) !== stamp) {
    closeSync(file);
    throw cannotRead(
      path,
      "it is another file than when it was loaded, needs to stay while it is used",
    );
  }
  const rowOf = (index: number) => (rows ? rows[index]! : index);
  return {
    read(indices, out) {
      for (let i = 0; i < indices.length; ) {
        const first = rowOf(indices[i]!);
        let run = 1;
        while (i + run < indices.length && rowOf(indices[i + run]!) === first + run) run++;
        const part = out.subarray(i * size, (i + run) * size);
        readFully(file, { part, from: offset + first * size, path });
        i += run;
      }
    },
    close: () => closeSync(file),
  };
}

interface Reading {
  readonly part: Uint8Array;
  readonly from: number;
  readonly path: string;
}

/** The most that Node reads at once is a little less than 2 GiB. Units: bytes */
const longestRead = 2 ** 30;

function readFully(file: number, { part, from, path }: Reading): void {
  for (let done = 0; done < part.length; ) {
    const length = Math.min(longestRead, part.length - done);
    const count = attempt(path, () => readSync(file, part, done, length, from + done));
    if (count === 0) {
      const { size } = fstatSync(file);
      throw cannotRead(path, `it ends at ${size} bytes, needs ${from + part.length}`);
    }
    done += count;
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw cannotRead(path, `${reasonOf(error)}, needs a readable file`, error);
  }
}

/**
 * The same set with its pixels in memory; a set that is there already is given back as it is.
 *
 * @throws {DataError} when the file they are in cannot be read
 */
export function inMemory(set: ImageSet): ImagesInMemory {
  const { images, change } = set;
  if (images instanceof Uint8Array && !change) return { ...set, images, change };
  const reader = openImages(set);
  try {
    const bytes = new Uint8Array(set.count * imageSize(set));
    reader.read(
      Uint32Array.from({ length: set.count }, (_, index) => index),
      bytes,
    );
    return { ...set, images: bytes, change: undefined };
  } finally {
    reader.close();
  }
}
