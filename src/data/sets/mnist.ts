import type { FileSource } from "../dataSource.ts";
import { idxFile, idxForm, imageContents, labelContents } from "./idxSet.ts";

/** The ten digits, as MNIST and its relatives have them. */
export const digitClasses = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** Of the contents: the wrappers that are about differ. They were computed from files of several mirrors. */
const trainImages = "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db";
const trainLabels = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5";
const testImages = "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7";
const testLabels = "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2";

const counts = { train: 60_000, test: 10_000 };

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
  forms: [
    idxForm({
      title: "four IDX files (plain or .gz)",
      folders: ["mnist", "MNIST/raw"],
      mirrors: [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "http://yann.lecun.com/exdb/mnist/",
      ],
      files: [
        idxFile("train-images", {
          contents: { ...imageContents(60_000), hash: `sha256:${trainImages}` },
        }),
        idxFile("train-labels", {
          contents: { ...labelContents(60_000), hash: `sha256:${trainLabels}` },
        }),
        idxFile("t10k-images", {
          contents: { ...imageContents(10_000), hash: `sha256:${testImages}` },
        }),
        idxFile("t10k-labels", {
          contents: { ...labelContents(10_000), hash: `sha256:${testLabels}` },
        }),
      ],
      name: "mnist",
      setTitle: "MNIST",
      classes: digitClasses,
      counts,
      // The constants of PyTorch's own example, https://github.com/pytorch/examples/blob/main/mnist/main.py.
      normalisation: { mean: [0.1307], deviation: [0.3081] },
    }),
  ],
};
