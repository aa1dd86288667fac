import type { DataFile, FileSource } from "../dataSource.ts";
import { type CifarSet, cifarSource } from "./cifarSet.ts";
import type { Counts } from "./counts.ts";

const batches = [1, 2, 3, 4, 5];

/**
 * Colour photographs of ten kinds of things, of 32 × 32 pixels: 50,000 to train with and 10,000 to test with.
 *
 * Sizes and checksums of the archives are those of TensorFlow Datasets (`url_checksums/cifar10.txt`) and of Keras
 * (`datasets/cifar10.py`), those of the Python version's files are torchvision's (`datasets/cifar.py`).
 *
 * Shape: images [N, 3, 32, 32]
 * @source Krizhevsky 2009, "Learning multiple layers of features from tiny images"
 */
export const cifar10 = makeCifar10({ train: 50_000, test: 10_000 });

/** `cifar10` with other numbers of images. */
export function makeCifar10(counts: Counts): FileSource {
  const set: CifarSet = {
    name: "cifar-10",
    title: "CIFAR-10",
    counts,
    version: 10,
    // Of all training images, as in the authors' code of Cutout, https://github.com/uoguelph-mlrg/Cutout/blob/master/train.py.
    normalisation: {
      mean: [125.3 / 255, 123 / 255, 113.9 / 255],
      deviation: [63 / 255, 62.1 / 255, 66.7 / 255],
    },
  };
  return cifarSource(set, {
    binary: {
      folder: "cifar-10-batches-bin",
      files: [
        ...batches.map((batch) => binaryFile(`data_batch_${batch}.bin`, counts.train / 5)),
        binaryFile("test_batch.bin", counts.test),
        { name: "batches.meta.txt" },
      ],
      archive: {
        name: "cifar-10-binary.tar.gz",
        contents: {
          size: 170_052_171,
          hash: "sha256:c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        },
      },
    },
    python: {
      folder: "cifar-10-batches-py",
      files: [
        { name: "data_batch_1", contents: { hash: "md5:c99cafc152244af753f735de768cd75f" } },
        { name: "data_batch_2", contents: { hash: "md5:d4bba439e000b95fd0a9bffe97cbabec" } },
        { name: "data_batch_3", contents: { hash: "md5:54ebc095f3ab1f0389bbae665268c751" } },
        { name: "data_batch_4", contents: { hash: "md5:634d18415352ddfa80567beed471001a" } },
        { name: "data_batch_5", contents: { hash: "md5:482c414d41f54cd18b22e5b47cb7c3cb" } },
        { name: "test_batch", contents: { hash: "md5:40351d587109b95175f43aff81a1287e" } },
        { name: "batches.meta", contents: { hash: "md5:5ff9c542aee3614f3951f8cda6e48888" } },
      ],
      archive: {
        name: "cifar-10-python.tar.gz",
        contents: {
          size: 170_498_071,
          hash: "sha256:6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
        },
      },
    },
  });
}

/** A record is a label and 3 · 32 · 32 pixels. */
function binaryFile(name: string, count: number): DataFile {
  return { name, contents: { size: count * 3073 } };
}
