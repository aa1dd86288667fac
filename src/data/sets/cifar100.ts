import type { FileSource } from "../dataSource.ts";
import { type CifarSet, cifarSource } from "./cifarSet.ts";
import type { Counts } from "./counts.ts";

/**
 * Colour photographs of a hundred kinds of things, of 32 × 32 pixels, five kinds to each of twenty superclasses: 50,000 to
 * train with and 10,000 to test with.
 *
 * Sizes and checksums of the archives are those of TensorFlow Datasets (`url_checksums/cifar100.txt`) and of Keras
 * (`datasets/cifar100.py`), those of the Python version's files are torchvision's (`datasets/cifar.py`).
 *
 * Shape: images [N, 3, 32, 32]
 * @source Krizhevsky 2009, "Learning multiple layers of features from tiny images"
 */
export const cifar100 = makeCifar100({ train: 50_000, test: 10_000 });

/** `cifar100` with other numbers of images. */
export function makeCifar100(counts: Counts): FileSource {
  const set: CifarSet = {
    name: "cifar-100",
    title: "CIFAR-100",
    counts,
    version: 100,
    // Of all training images, as in https://github.com/weiaicunzai/pytorch-cifar100 (conf/global_settings.py).
    normalisation: { mean: [0.5071, 0.4867, 0.4408], deviation: [0.2675, 0.2565, 0.2761] },
  };
  return cifarSource(set, {
    binary: {
      folder: "cifar-100-binary",
      // A record is two labels and 3 · 32 · 32 pixels.
      files: [
        { name: "train.bin", contents: { size: counts.train * 3074 } },
        { name: "test.bin", contents: { size: counts.test * 3074 } },
        { name: "fine_label_names.txt" },
        { name: "coarse_label_names.txt" },
      ],
      archive: {
        name: "cifar-100-binary.tar.gz",
        contents: {
          size: 168_513_733,
          hash: "sha256:58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
        },
      },
    },
    python: {
      folder: "cifar-100-python",
      files: [
        { name: "train", contents: { hash: "md5:16019d7e3df5f24257cddd939b257f8d" } },
        { name: "test", contents: { hash: "md5:f0ef6b0ae62326f3e7ffdfab6717acfc" } },
        { name: "meta", contents: { hash: "md5:7973b15100ade9c7d40fb424638fde48" } },
      ],
      archive: {
        name: "cifar-100-python.tar.gz",
        contents: {
          size: 169_001_437,
          hash: "sha256:85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7",
        },
      },
    },
  });
}
