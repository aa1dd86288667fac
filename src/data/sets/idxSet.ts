import type { Normalisation } from "../../core/normalisation.ts";
import type { DataFile, DataForm, FoundFiles, Published, ReadableForm } from "../dataSource.ts";
import type { Dataset } from "../dataset.ts";
import { type IdxContents, parseIdxImages } from "../formats/idxImages.ts";
import { readUnpacked } from "../formats/readUnpacked.ts";
import type { ImageSet } from "../imageSet.ts";
import type { Counts } from "./counts.ts";
import { expectFormat } from "./expectFormat.ts";

/** A data set of grey images of 28 × 28 pixels in four IDX files, as MNIST was the first to be. */
export interface IdxSet extends DataForm {
  readonly files: readonly [DataFile, DataFile, DataFile, DataFile];
  readonly name: string;
  /** What reports call the data set. */
  readonly setTitle: string;
  readonly classes: readonly string[];
  /** How many images there are, to train and to test with. */
  readonly counts: Counts;
  readonly normalisation?: Normalisation;
  readonly note?: string;
  /** How labels and images are stored where it is otherwise than in MNIST. */
  readonly stored?: IdxStorage;
}

/** How IDX files are read that are not quite like those of MNIST. */
export interface IdxStorage {
  /** Rows and columns are exchanged. */
  readonly transposed?: boolean;
  /** The label of the first class; default 0. */
  readonly firstLabel?: number;
}

/**
 * The four files as a form that can be read: training images, their labels, test images, theirs.
 *
 * Shape: images [N, 1, 28, 28]
 */
export function idxForm(set: IdxSet): ReadableForm {
  const { title, folders, files, mirrors } = set;
  return {
    title,
    folders,
    files,
    ...(mirrors && { mirrors }),
    load: async (found) => idxDataset(set, await readIdxFiles(set, found)),
  };
}

/** What the four files of a data set hold, in their order. */
export type IdxFour = readonly [IdxContents, IdxContents, IdxContents, IdxContents];

/**
 * What the files hold that were found.
 *
 * @throws {DataError} when one cannot be read or unpacked, or holds more than it should
 */
export async function readIdxFiles(set: IdxSet, { paths }: FoundFiles): Promise<IdxFour> {
  const most = mostBytes(set);
  const read = async (path: string) => ({ path, bytes: await readUnpacked(path, most) });
  return Promise.all([read(paths[0]!), read(paths[1]!), read(paths[2]!), read(paths[3]!)]);
}

/**
 * The data set in the contents of its files.
 *
 * Shape: images [N, 1, 28, 28]
 * @throws {DataError} when they are damaged, or not as many images as there should be
 */
export function idxDataset(set: IdxSet, contents: IdxFour): Dataset {
  const { name, setTitle, classes, counts, normalisation, note = "" } = set;
  const [trainImages, trainLabels, testImages, testLabels] = contents;
  const train = joined(set, { images: trainImages, labels: trainLabels, count: counts.train });
  const test = joined(set, { images: testImages, labels: testLabels, count: counts.test });
  return { name, title: setTitle, classes, train, test, normalisation, generated: false, note };
}

interface Part {
  readonly images: IdxContents;
  readonly labels: IdxContents;
  readonly count: number;
}

function joined({ setTitle, classes, stored }: IdxSet, { images, labels, count }: Part): ImageSet {
  const set = parseIdxImages(images, labels, { classes: classes.length, ...stored });
  const expected = { count, channels: 1, height: 28, width: 28 };
  return expectFormat(set, expected, { title: setTitle, path: images.path });
}

/**
 * The most that one of the four files may hold.
 *
 * Units: bytes
 */
export function mostBytes({ counts }: IdxSet): number {
  return imageBytes(Math.max(counts.train, counts.test));
}

/**
 * A file of images and one of labels, as they are called: `train-images-idx3-ubyte`. Some unpackers make
 * `train-images.idx3-ubyte` of it.
 */
export function idxFile(
  stem: string,
  known: Pick<DataFile, "contents" | "packed"> & { readonly type?: string } = {},
): DataFile {
  const { type = stem.endsWith("images") ? "idx3-ubyte" : "idx1-ubyte", ...published } = known;
  return { name: `${stem}-${type}`, otherNames: [`${stem}.${type}`], isGzip: true, ...published };
}

/**
 * What is known of the contents of an IDX file of `count` images of 28 × 28 pixels.
 *
 * Units: bytes
 */
export function imageContents(count: number): Published {
  return { size: imageBytes(count) };
}

/** The same of a file of `count` labels of a byte each. */
export function labelContents(count: number): Published {
  return { size: 8 + count };
}

function imageBytes(count: number): number {
  return 16 + 28 * 28 * count;
}
