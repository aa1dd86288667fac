import { DataError } from "../../core/errors.ts";
import type { SafetensorsFile } from "../../storage/openSafetensors.ts";
import type { Dataset } from "../dataset.ts";
import { fileStamp } from "../fileStamp.ts";
import type { ImageSet } from "../imageSet.ts";
import type { Split } from "../listings/imageListing.ts";
import { hasJpegFiles } from "./hasJpegFiles.ts";
import type { PackManifest } from "./packManifest.ts";
import { manifestIn, openPacked } from "./readManifest.ts";

/** Tells what the published data set of pixels is called that packed images may have been made of, by their name. */
type PixelsOf = (name: string) => string | undefined;

/**
 * The data set in a packed file. Its labels are read, its images stay where they are until they are needed. Images made to
 * test with, such as those of conflicting cues, come without any to train with: their training set is empty. Images that come
 * as JPEG are not those of a data set that was published as pixels, which title and note say.
 *
 * Shape: images [N, C, H, W], labels [N]
 * @throws {DataError} when it is no packed file, a damaged one, or has no images to test with
 * @throws {StorageError} when it cannot be read
 */
export async function loadPacked(
  path: string,
  pixelsOf: PixelsOf = () => undefined,
): Promise<Dataset> {
  const file = await openPacked(path);
  try {
    const manifest = manifestIn(file);
    const { name, classes, concepts, splits, skipped } = manifest;
    if (!splits.test?.count) {
      throw new DataError(`Cannot load "${path}": it has no test images, needs some`);
    }
    const { title, note } = await describe(file, manifest, pixelsOf);
    const left =
      skipped.count === 0 ? "" : `; ${skipped.count} that could not be read were left out`;
    return {
      name,
      title,
      classes,
      train: await readSplit(file, manifest, "train"),
      ...(splits.validation ? { validation: await readSplit(file, manifest, "validation") } : {}),
      test: await readSplit(file, manifest, "test"),
      ...(concepts.length > 0 ? { concepts } : {}),
      generated: false,
      note: note + left,
    };
  } finally {
    await file.close();
  }
}

/** A title that somebody chose is kept. */
async function describe(
  file: SafetensorsFile,
  { name, title, note, folder }: PackManifest,
  pixelsOf: PixelsOf,
): Promise<Pick<Dataset, "title" | "note">> {
  const published = pixelsOf(name);
  if (published === undefined || !(await hasJpegFiles(file))) return { title, note };
  return {
    title: title === folder ? `${published} (JPEG)` : title,
    note: `${note}; they were stored as JPEG, so their pixels are only nearly those of ${published}`,
  };
}

async function readSplit(
  file: SafetensorsFile,
  { classes, concepts, splits, channels, size, tensors }: PackManifest,
  split: Split,
): Promise<ImageSet> {
  const { path } = file;
  const format = { channels, height: size, width: size };
  const { count = 0 } = splits[split] ?? {};
  if (count === 0) {
    const none = concepts.map(({ name }) => [name, new Int32Array()]);
    return { ...format, ...emptySet, concepts: Object.fromEntries(none) };
  }
  const values: (readonly [string, Int32Array])[] = [];
  for (const concept of concepts) {
    const name = `${split}/concept/${concept.name}`;
    values.push([concept.name, await readNumbers(file, name, concept.values.length)]);
  }
  const images = `${split}/images`;
  return {
    ...format,
    images: {
      path,
      offset: file.offsetOf(images),
      sha256: tensors[images],
      stamp: fileStamp(path),
    },
    labels: await readNumbers(file, `${split}/labels`, classes.length),
    count,
    ...(concepts.length > 0 ? { concepts: Object.fromEntries(values) } : {}),
  };
}

const emptySet = { images: new Uint8Array(), labels: new Int32Array(), count: 0 } as const;

/** Whole numbers from 0 to `bound` - 1. */
async function readNumbers(
  file: SafetensorsFile,
  name: string,
  bound: number,
): Promise<Int32Array> {
  const bytes = await file.readBytes(name);
  const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const wrong = numbers.findIndex((number) => number < 0 || number >= bound);
  if (wrong < 0) return numbers;
  throw new DataError(
    `Cannot read "${file.path}": number ${wrong} of "${name}" is ${numbers[wrong]}, needs 0 to ${bound - 1}`,
  );
}
