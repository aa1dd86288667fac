import type { FileSource } from "../dataSource.ts";
import { idxFile, idxForm, imageContents, labelContents } from "./idxSet.ts";

const classes = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"] as const;

/**
 * Japanese characters in cursive handwriting, one for each of the ten rows of hiragana.
 *
 * The checksums are those of TensorFlow Datasets (`url_checksums/kmnist.txt`).
 *
 * Shape: images [N, 1, 28, 28]
 * @source Clanuwat, Bober-Irizar, Kitamoto, Lamb, Yamamoto, Ha 2018, arXiv:1812.01718
 */
export const kmnist: FileSource = {
  kind: "files",
  title: "KMNIST",
  licence: "CC BY-SA 4.0",
  origin: "http://codh.rois.ac.jp/kmnist/",
  forms: [
    idxForm({
      title: "four IDX files (plain or .gz)",
      folders: ["kmnist", "KMNIST/raw"],
      mirrors: [
        "https://codh.rois.ac.jp/kmnist/dataset/kmnist/",
        "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
      ],
      files: [
        idxFile("train-images", {
          contents: imageContents(60_000),
          packed: {
            size: 18_165_135,
            hash: "sha256:51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
          },
        }),
        idxFile("train-labels", {
          contents: labelContents(60_000),
          packed: {
            size: 29_497,
            hash: "sha256:e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
          },
        }),
        idxFile("t10k-images", {
          contents: imageContents(10_000),
          packed: {
            size: 3_041_136,
            hash: "sha256:edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
          },
        }),
        idxFile("t10k-labels", {
          contents: labelContents(10_000),
          packed: {
            size: 5120,
            hash: "sha256:20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c",
          },
        }),
      ],
      name: "kmnist",
      setTitle: "KMNIST",
      classes,
      counts: { train: 60_000, test: 10_000 },
    }),
  ],
};
