import { cannotRead } from "../cannotRead.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { holdsIntegers, type IdxArray, parseIdx, parseIdxIntegers } from "./idx.ts";
import { labelsFrom } from "./labelsFrom.ts";
import { transposePlanes } from "./transposePlanes.ts";

/** What has to be known of a pair of IDX files to understand them. */
export interface IdxLayout {
  /** Number of classes: labels run from 0 to classes - 1. */
  readonly classes: number;
  /** The number that stands for class 0 in the file: 1 for the letters of EMNIST; default 0. */
  readonly firstLabel?: number | undefined;
  /** Whether rows and columns are exchanged in the file, as in those of EMNIST; default false. */
  readonly transposed?: boolean | undefined;
}

/** What a file holds, unpacked, and what messages call the file. */
export interface IdxContents {
  readonly bytes: Uint8Array;
  readonly path: string;
}

/**
 * The grey images and labels in what two files hold, whose memory the result shares. Labels are bytes, or the rows of QMNIST: eight integers of which the first is the
 * class.
 *
 * Shape: images [N, 1, H, W] from a file of extents N × H × W, or N × W × H where `transposed`; labels [N]
 * @throws {DataError} when a file is damaged, the counts differ or a label is out of range
 */
export function parseIdxImages(
  images: IdxContents,
  labels: IdxContents,
  { classes, firstLabel = 0, transposed = false }: IdxLayout,
): ImagesInMemory {
  const array = parseIdx(images.bytes, images.path);
  const stored = parseIdxLabels(labels);
  const { count, height, width } = formatOf(array, images.path, transposed);
  if (stored.length !== count) {
    throw cannotRead(
      labels.path,
      `it has ${stored.length} labels, "${images.path}" needs ${count}`,
    );
  }
  const numbered = labelsFrom(stored, { classes, first: firstLabel, path: labels.path });
  const upright = transposed ? transposePlanes(array.data, { height, width }) : array.data;
  return { images: upright, labels: numbered, count, channels: 1, height, width };
}

function formatOf({ extents }: IdxArray, path: string, transposed: boolean) {
  const [count = 0, rows = 0, columns = 0] = extents;
  if (extents.length !== 3) {
    throw cannotRead(path, `its extents are ${extents.join(" × ")}, images need three`);
  }
  const [height, width] = transposed ? [columns, rows] : [rows, columns];
  return { count, height, width };
}

/**
 * What QMNIST keeps of each image: class, series of NIST, writer, place in the writer's series, NIST's own class, place in
 * NIST, and two columns of other purposes.
 */
const qmnistColumns = 8;

function parseIdxLabels({ bytes, path }: IdxContents): Uint8Array | Int32Array {
  if (holdsIntegers(bytes)) {
    const { extents, data } = parseIdxIntegers(bytes, path);
    if (extents.length === 2 && extents[1] === qmnistColumns) {
      return data.filter((_, i) => i % qmnistColumns === 0);
    }
    const needed = `labels of integers need N × ${qmnistColumns}`;
    throw cannotRead(path, `its extents are ${extents.join(" × ")}, ${needed}`);
  }
  const { extents, data } = parseIdx(bytes, path);
  if (extents.length === 1) return data;
  throw cannotRead(path, `its extents are ${extents.join(" × ")}, labels need one`);
}
