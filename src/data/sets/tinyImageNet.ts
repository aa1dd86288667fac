import type { FolderSource } from "../dataSource.ts";

/**
 * 200 classes of ImageNet, 64 × 64 pixels, 500 images of each to train with and 50 to validate with; nobody has the labels
 * of its test images.
 *
 * The checksum is the one by which loaders of the field know the file, such as Avalanche's.
 *
 * @source Le, Yang 2015, "Tiny ImageNet visual recognition challenge", http://cs231n.stanford.edu/reports/2015/pdfs/yle_project.pdf
 */
export const tinyImageNet: FolderSource = {
  kind: "folder",
  title: "Tiny ImageNet",
  licence: "none stated",
  origin: "http://cs231n.stanford.edu",
  images: {
    title: "the folder tiny-imagenet-200",
    folders: ["tiny-imagenet/tiny-imagenet-200", "tiny-imagenet-200", "tiny-imagenet"],
    files: [{ name: "wnids.txt" }, { name: "words.txt" }, { name: "train" }, { name: "val" }],
  },
  archives: {
    title: "tiny-imagenet-200.zip",
    folders: ["tiny-imagenet", "."],
    files: [
      {
        name: "tiny-imagenet-200.zip",
        contents: { size: 248_100_043, hash: "md5:90528d7ca1a48142e341f4ef8d21d0de" },
      },
    ],
    mirrors: ["https://cs231n.stanford.edu/", "http://cs231n.stanford.edu/"],
  },
};
