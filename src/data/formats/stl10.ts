import { readMembers } from "../archives/readMembers.ts";
import { cannotRead } from "../cannotRead.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { labelsFrom } from "./labelsFrom.ts";
import { memberOf } from "./memberOf.ts";
import { parseClassNames } from "./parseClassNames.ts";
import { transposePlanes } from "./transposePlanes.ts";

/** The images of STL-10 that have labels. */
export interface Stl10 {
  readonly train: ImagesInMemory;
  readonly test: ImagesInMemory;
  readonly classes: readonly string[];
}

const [side, channels, classCount] = [96, 3, 10];
const imageSize = channels * side * side;

/** The files that are read; the images without labels, `unlabeled_X.bin`, are not. */
const files = {
  train: { images: "train_X.bin", labels: "train_y.bin" },
  test: { images: "test_X.bin", labels: "test_y.bin" },
  classes: "class_names.txt",
} as const;

const names = [...Object.values(files.train), ...Object.values(files.test), files.classes];

/** The 8,000 test images take 221 MB. Units: bytes */
const largest = 2 ** 29;

/**
 * Reads the images of STL-10 that have labels, out of the folder `stl10_binary` or the archive `stl10_binary.tar.gz`.
 *
 * Shape: images [N, 3, 96, 96], labels [N], for train and test each
 * @throws {DataError} when a file is missing or damaged, the counts differ or a label is out of range
 * @source Coates, Lee, Ng 2011, https://cs.stanford.edu/~acoates/stl10/
 */
export async function readStl10(path: string): Promise<Stl10> {
  const members = await readMembers(path, names, largest);
  const bytesOf = (name: string) => memberOf(members, name, path);
  const classes = parseClassNames(bytesOf(files.classes), {
    count: classCount,
    path: `${path}/${files.classes}`,
  });
  const splitOf = ({ images, labels }: (typeof files)["train" | "test"]) =>
    parseStl10({ images: bytesOf(images), labels: bytesOf(labels) }, `${path}/${images}`);
  return { train: splitOf(files.train), test: splitOf(files.test), classes };
}

/** The bytes of a file of images, and of the file of their labels. */
interface Stl10Bytes {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * Images whose three planes lie column by column in the bytes, and their labels from 1 to 10; `path`, of the images, is
 * for messages.
 *
 * Shape: images [N, 3, 96, 96], labels [N]
 * @throws {DataError} when the bytes are no whole images, the counts differ or a label is out of range
 */
export function parseStl10({ images, labels }: Stl10Bytes, path: string): ImagesInMemory {
  const count = images.length / imageSize;
  if (!Number.isInteger(count) || count === 0) {
    const needed = `whole images of ${imageSize}`;
    throw cannotRead(path, `it has ${images.length} bytes, needs ${needed}`);
  }
  if (labels.length !== count) {
    throw cannotRead(
      path,
      `it has ${count} images and ${labels.length} labels, needs a label for each`,
    );
  }
  return {
    images: transposePlanes(images, { height: side, width: side }),
    labels: labelsFrom(labels, { classes: classCount, first: 1, path }),
    count,
    channels,
    height: side,
    width: side,
  };
}
