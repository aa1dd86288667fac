import type { FolderSource } from "../dataSource.ts";

/**
 * 8142 species with as many images as people happened to take: a long-tailed data set, 437,513 images to train with and
 * 24,426 to validate with.
 *
 * Sizes and checksums are those of TensorFlow Datasets (`i_naturalist2018/checksums.tsv`).
 *
 * @source Van Horn et al. 2018, arXiv:1707.06642; https://github.com/visipedia/inat_comp/tree/master/2018
 */
export const iNaturalist2018: FolderSource = {
  kind: "folder",
  title: "iNaturalist 2018",
  licence: "non-commercial",
  origin: "https://github.com/visipedia/inat_comp",
  images: {
    title: "a folder with train_val2018 and its two JSON files",
    folders: ["inaturalist-2018", "inat2018"],
    files: [{ name: "train2018.json" }, { name: "val2018.json" }, { name: "train_val2018" }],
  },
  archives: {
    title: "the archives of its images and annotations",
    folders: ["inaturalist-2018", "inat2018"],
    files: [
      {
        name: "train2018.json.tar.gz",
        holds: ["train2018.json"],
        contents: {
          size: 20_951_917,
          hash: "sha256:be550dd4e2692458e508dd03e3a8d79f087453e2ad570a438a4ff198a7abc68f",
        },
      },
      {
        name: "val2018.json.tar.gz",
        holds: ["val2018.json"],
        contents: {
          size: 1_276_686,
          hash: "sha256:e23c47d61d3aa2a9095090dbc49de861445d9a8144884a78222873f11f7ef43e",
        },
      },
      {
        name: "categories.json.tar.gz",
        holds: ["categories.json"],
        contents: {
          size: 139_473,
          hash: "sha256:2287211e8da582419dc2ca66736005fdb079e0a89eaf38936a441d8277a8162e",
        },
      },
      {
        name: "train_val2018.tar.gz",
        holds: ["train_val2018"],
        contents: {
          size: 127_945_569_561,
          hash: "sha256:276522b02b65d98ee5168a17415b2b1ec971b035bd62959e37b80b1092130495",
        },
      },
    ],
    mirrors: ["https://ml-inat-competition-datasets.s3.amazonaws.com/2018/"],
  },
  // As in https://github.com/facebookresearch/classifier-balancing (`data/dataloader.py`).
  normalisation: { mean: [0.466, 0.471, 0.38], deviation: [0.195, 0.194, 0.192] },
};
