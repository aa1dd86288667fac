import type { FileSource } from "../dataSource.ts";
import { idxFile, idxForm, imageContents } from "./idxSet.ts";
import { digitClasses } from "./mnist.ts";

/** The labels are 60,000 rows of eight 32-bit numbers. */
const labels = { type: "idx2-int", size: 12 + 60_000 * 8 * 4 } as const;

/**
 * The digits of MNIST put together again from what they came from, with all 60,000 test images, of which MNIST has the
 * first 10,000.
 *
 * The checksums of the packed files are torchvision's (`datasets/mnist.py`); those of the labels' contents were computed
 * from the authors' repository.
 *
 * Shape: images [N, 1, 28, 28]
 * @source Yadav, Bottou 2019, arXiv:1905.10498
 */
export const qmnist: FileSource = {
  kind: "files",
  title: "QMNIST",
  licence: "BSD 3-clause",
  origin: "https://github.com/facebookresearch/qmnist",
  forms: [
    idxForm({
      title: "four IDX files (plain or .gz)",
      folders: ["qmnist", "QMNIST/raw"],
      mirrors: [
        "https://raw.githubusercontent.com/facebookresearch/qmnist/master/",
        "https://github.com/facebookresearch/qmnist/raw/master/",
      ],
      files: [
        idxFile("qmnist-train-images", {
          contents: imageContents(60_000),
          packed: { hash: "md5:ed72d4157d28c017586c42bc6afe6370" },
        }),
        idxFile("qmnist-train-labels", {
          type: labels.type,
          contents: {
            size: labels.size,
            hash: "sha256:bb1b6e1ec7b04fd5696f1ed50b5f58f8ef195118edd5c93c81783df9740b8ac5",
          },
          packed: { size: 463_024, hash: "md5:0058f8dd561b90ffdd0f734c6a30e5e4" },
        }),
        idxFile("qmnist-test-images", {
          contents: imageContents(60_000),
          packed: { hash: "md5:1394631089c404de565df7b7aeaf9412" },
        }),
        idxFile("qmnist-test-labels", {
          type: labels.type,
          contents: {
            size: labels.size,
            hash: "sha256:92d0ccb8c25f9c6534270fb4be7e1d24a1c6d315edfc8a638bfbd31c70f362dd",
          },
          packed: { size: 526_800, hash: "md5:5b5b05890a5e13444e108efe57b788aa" },
        }),
      ],
      name: "qmnist",
      setTitle: "QMNIST",
      classes: digitClasses,
      counts: { train: 60_000, test: 60_000 },
    }),
  ],
};
