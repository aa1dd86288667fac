import type { DataFile, FileSource, FoundFiles } from "../dataSource.ts";
import type { Dataset } from "../dataset.ts";
import { readSvhn } from "../formats/svhn.ts";
import type { Counts } from "./counts.ts";
import { expectFormat } from "./expectFormat.ts";
import { digitClasses } from "./mnist.ts";

/** Sizes and checksums are those of TensorFlow Datasets (`url_checksums/svhn_cropped.txt`). */
const train: DataFile = {
  name: "train_32x32.mat",
  contents: {
    size: 182_040_794,
    hash: "sha256:435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8",
  },
};
const test: DataFile = {
  name: "test_32x32.mat",
  contents: {
    size: 64_275_384,
    hash: "sha256:cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b",
  },
};

/**
 * Digits of house numbers cut out of photographs of streets, of 32 × 32 pixels: 73,257 to train with and 26,032 to test
 * with. The 531,131 extra ones are not read.
 *
 * Shape: images [N, 3, 32, 32]
 * @source Netzer, Wang, Coates, Bissacco, Wu, Ng 2011, "Reading digits in natural images with unsupervised feature learning"
 */
export const svhn = makeSvhn({ train: 73_257, test: 26_032 });

/** `svhn` with other numbers of images. */
export function makeSvhn(counts: Counts): FileSource {
  return {
    kind: "files",
    title: "SVHN",
    licence: "non-commercial",
    origin: "http://ufldl.stanford.edu/housenumbers/",
    forms: [
      {
        title: "train_32x32.mat and test_32x32.mat",
        folders: ["svhn", "SVHN", "."],
        files: [train, test],
        mirrors: [
          "https://ufldl.stanford.edu/housenumbers/",
          "http://ufldl.stanford.edu/housenumbers/",
        ],
        load: (found) => loadSvhn(counts, found),
      },
    ],
  };
}

async function loadSvhn(counts: Counts, { paths }: FoundFiles): Promise<Dataset> {
  const read = async (path: string, count: number) => {
    const expected = { count, channels: 3, height: 32, width: 32 };
    return expectFormat(await readSvhn(path), expected, { title: "SVHN", path });
  };
  return {
    name: "svhn",
    title: "SVHN",
    classes: digitClasses,
    // One after the other: unpacking takes several times the memory of the images.
    train: await read(paths[0]!, counts.train),
    test: await read(paths[1]!, counts.test),
    // Of the training images and the extra ones, as in the authors' code of Cutout,
    // https://github.com/uoguelph-mlrg/Cutout/blob/master/train.py.
    normalisation: {
      mean: [109.9 / 255, 109.7 / 255, 113.8 / 255],
      deviation: [50.1 / 255, 50.6 / 255, 50.8 / 255],
    },
    generated: false,
    note: "",
  };
}
