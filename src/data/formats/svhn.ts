import { cannotRead } from "../cannotRead.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { labelsFrom } from "./labelsFrom.ts";
import { type MatlabArray, parseMatlab } from "./matlab/matlab.ts";
import { readUnpacked } from "./readUnpacked.ts";
import { transposePlanes } from "./transposePlanes.ts";

const [side, channels, classes] = [32, 3, 10];

/** The largest of the three files, `extra_32x32.mat`, holds 1.6 GB of pixels. Units: bytes */
const largest = 2 ** 31;

/**
 * Reads the cropped digits of SVHN, `train_32x32.mat`, `test_32x32.mat` or `extra_32x32.mat`, in which a nought has the
 * label 10; here it has 0, like any nought.
 *
 * Shape: images [N, 3, 32, 32] from an array X of 32 × 32 × 3 × N, labels [N] from y of N × 1
 * @throws {DataError} when the file is damaged, the counts differ or a label is out of range
 * @source Netzer, Wang, Coates, Bissacco, Wu, Ng 2011, http://ufldl.stanford.edu/housenumbers/, "Format 2"
 */
export async function readSvhn(path: string): Promise<ImagesInMemory> {
  return parseSvhn(await readUnpacked(path, largest), path);
}

/**
 * The images and labels in the bytes of a file of SVHN; `path` is for messages.
 *
 * Shape: images [N, 3, 32, 32], labels [N]
 * @throws {DataError} when the file is damaged, the counts differ or a label is out of range
 */
export async function parseSvhn(bytes: Uint8Array, path: string): Promise<ImagesInMemory> {
  const arrays = await parseMatlab(bytes, { names: ["X", "y"], path, most: largest });
  const { planes, count } = planesOf(arrays.get("X")!, path);
  const labels = labelsOf(arrays.get("y")!, count, path);
  const images = transposePlanes(planes, { height: side, width: side });
  return { images, labels, count, channels, height: side, width: side };
}

/** MATLAB drops a last extent of one. */
function planesOf({ extents, data }: MatlabArray, path: string) {
  const [height, width, depth, count = 1] = extents;
  const isFormat = height === side && width === side && depth === channels && extents.length <= 4;
  if (isFormat && data instanceof Uint8Array) return { planes: data, count };
  const found = `${extents.join(" × ")} of ${data instanceof Uint8Array ? "bytes" : "numbers"}`;
  const needed = `${side} × ${side} × ${channels} × N of bytes`;
  throw cannotRead(path, `its X is ${found}, needs ${needed}`);
}

function labelsOf({ extents, data }: MatlabArray, count: number, path: string): Int32Array {
  if (extents.length !== 2 || extents[0] !== count || extents[1] !== 1) {
    throw cannotRead(path, `its y is ${extents.join(" × ")}, ${count} images need ${count} × 1`);
  }
  const fromOne = labelsFrom(data, { classes, first: 1, path });
  return fromOne.map((label) => (label + 1) % classes);
}
