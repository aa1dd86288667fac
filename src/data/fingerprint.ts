import { createHash, type Hash } from "node:crypto";
import { canonicalJson } from "../core/canonicalJson.ts";
import type { Dataset } from "./dataset.ts";
import { type ImageSet, imageSize } from "./imageSet.ts";
import { openImages } from "./openImages.ts";

/** SHA-256 of each part of a data set: two data sets with the same ones are the same to learn from. */
export interface DatasetFingerprint {
  readonly train: string;
  readonly validation?: string | undefined;
  readonly test: string;
}

/**
 * The fingerprints of all parts of a data set.
 *
 * @throws {DataError} when images are in a file that cannot be read
 */
export function dataFingerprint({ train, validation, test }: Dataset): DatasetFingerprint {
  return {
    train: fingerprintOf(train),
    ...(validation && { validation: fingerprintOf(validation) }),
    test: fingerprintOf(test),
  };
}

/**
 * SHA-256 of the extents, written `N×C×H×W`, with `×f32` behind them where the images are floats, the images as they are
 * stored, the transforms that they are seen through, and all labels, these as four bytes each, the lowest first. Where the
 * hash of a file's images is known, that hash and the chosen rows stand for them: a file may be larger than one wants to
 * read.
 *
 * @throws {DataError} when the images are in a file that cannot be read
 */
export function fingerprintOf(set: ImageSet): string {
  const { count, channels, height, width, dtype, labels, images, change } = set;
  const kind = dtype === "f32" ? ["f32"] : [];
  const hash = createHash("sha256").update([count, channels, height, width, ...kind].join("×"));
  if (images instanceof Uint8Array) hash.update(images);
  else if (images.sha256) hash.update(images.sha256).update(images.rows ?? "");
  else hashFileOf(set, hash);
  return hash
    .update(change ? canonicalJson(change) : "")
    .update(labels)
    .digest("hex");
}

/** Bytes of images that are read at a time; at least one image is. */
const chunk = 2 ** 22;

function hashFileOf(set: ImageSet, hash: Hash): void {
  const stored = { ...set, ...set.change?.stored, change: undefined };
  const size = imageSize(stored);
  const step = Math.max(1, Math.floor(chunk / size));
  const bytes = new Uint8Array(Math.min(step, set.count) * size);
  const reader = openImages(stored);
  try {
    for (let from = 0; from < set.count; from += step) {
      const indices = Array.from({ length: Math.min(step, set.count - from) }, (_, i) => from + i);
      reader.read(indices, bytes);
      hash.update(bytes.subarray(0, indices.length * size));
    }
  } finally {
    reader.close();
  }
}
