import { DataError } from "../core/errors.ts";
import type { DataFile, FileSource } from "./dataSource.ts";
import type { Dataset, ImageSet } from "./dataset.ts";
import { findDataFile } from "./folders.ts";
import { readIdxImages } from "./idxImages.ts";

const trainImages = file("train-images", 3, {
  size: 47_040_016,
  sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
});
const trainLabels = file("train-labels", 1, {
  size: 60_008,
  sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
});
const testImages = file("t10k-images", 3, {
  size: 7_840_016,
  sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
});
const testLabels = file("t10k-labels", 1, {
  size: 10_008,
  sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
});

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/**
 * Handwritten digits, 60,000 to train with and 10,000 to test with.
 *
 * Shape: images [N, 1, 28, 28]
 * @source LeCun, Bottou, Bengio, Haffner 1998, doi:10.1109/5.726791, section III
 */
export const mnist: FileSource = {
  kind: "files",
  title: "MNIST",
  licence: "CC BY-SA 3.0",
  origin: "http://yann.lecun.com/exdb/mnist/",
  folder: "mnist",
  mirrors: [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "http://yann.lecun.com/exdb/mnist/",
  ],
  files: [trainImages, trainLabels, testImages, testLabels],
  async load(folder): Promise<Dataset> {
    const [train, test] = await Promise.all([
      readPart(folder, { images: trainImages, labels: trainLabels, count: 60_000 }),
      readPart(folder, { images: testImages, labels: testLabels, count: 10_000 }),
    ]);
    return { name: "mnist", title: "MNIST", classes, train, test, generated: false, note: "" };
  },
};

interface Part {
  readonly images: DataFile;
  readonly labels: DataFile;
  readonly count: number;
}

async function readPart(folder: string, part: Part): Promise<ImageSet> {
  const images = pathOf(folder, part.images);
  const labels = pathOf(folder, part.labels);
  const most = part.images.size;
  const set = await readIdxImages({ images, labels, classes: classes.length, most });
  if (set.count !== part.count || set.height !== 28 || set.width !== 28) {
    throw new DataError(
      `Cannot load MNIST from "${images}": it has ${set.count} images of ${set.height} × ${set.width}, needs ${part.count} of 28 × 28`,
    );
  }
  return set;
}

function pathOf(folder: string, file: DataFile): string {
  const path = findDataFile(folder, file);
  if (path !== undefined) return path;
  throw new DataError(
    `Cannot load MNIST from "${folder}": "${file.name}" is missing, needs it there, plain or as .gz`,
  );
}

/** The official name is `train-images-idx3-ubyte`; some unpackers make `train-images.idx3-ubyte` of it. */
function file(stem: string, rank: number, contents: Pick<DataFile, "size" | "sha256">): DataFile {
  const type = `idx${rank}-ubyte`;
  return { name: `${stem}-${type}`, otherNames: [`${stem}.${type}`], ...contents };
}
