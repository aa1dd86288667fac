import type { FolderSource } from "../dataSource.ts";

/**
 * The thousand classes of the challenge of 2012, about 1.28 million images to train with and 50,000 to validate with.
 *
 * Sizes and checksums of the archives are those of TensorFlow Datasets (`url_checksums/imagenet2012.txt`).
 *
 * @source Russakovsky et al. 2015, arXiv:1409.0575
 */
export const imageNet: FolderSource = {
  kind: "folder",
  title: "ImageNet",
  licence: "research only",
  origin: "https://www.image-net.org",
  images: {
    title: "a folder with train and val",
    folders: ["imagenet", "ILSVRC2012", "ILSVRC/Data/CLS-LOC"],
    files: [{ name: "train" }, { name: "val" }],
  },
  archives: {
    title: "ILSVRC2012_img_train.tar and ILSVRC2012_img_val.tar",
    folders: ["imagenet", "ILSVRC2012"],
    files: [
      {
        name: "ILSVRC2012_img_train.tar",
        contents: {
          size: 147_897_477_120,
          hash: "sha256:b08200a27a8e34218a0e58fde36b0fe8f73bc377f4acea2d91602057c3ca45bb",
        },
      },
      {
        name: "ILSVRC2012_img_val.tar",
        contents: {
          size: 6_744_924_160,
          hash: "sha256:c7e06a6c0baccf06d8dbeb6577d71efff84673a5dbdd50633ab44f8ea0456ae0",
        },
      },
    ],
  },
  // Those of torchvision's networks (`torchvision/transforms/_presets.py`).
  normalisation: { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  access: {
    who: "people with an account at https://www.image-net.org/download-images",
    layout: "train/<wnid>/*.JPEG and val/<wnid>/*.JPEG",
  },
};
