import type { FileSource } from "../dataSource.ts";
import { idxFile, idxForm, imageContents, labelContents } from "./idxSet.ts";

const classes = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
] as const;

/**
 * Articles of clothing in grey, 60,000 to train with and 10,000 to test with.
 *
 * The checksums of the packed files are those of TensorFlow Datasets (`url_checksums/fashion_mnist.txt`); those of the
 * labels' contents were computed from the authors' repository.
 *
 * Shape: images [N, 1, 28, 28]
 * @source Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747
 */
export const fashionMnist: FileSource = {
  kind: "files",
  title: "Fashion-MNIST",
  licence: "MIT",
  origin: "https://github.com/zalandoresearch/fashion-mnist",
  forms: [
    idxForm({
      title: "four IDX files (plain or .gz)",
      folders: ["fashion-mnist", "FashionMNIST/raw"],
      mirrors: [
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      ],
      files: [
        idxFile("train-images", {
          contents: imageContents(60_000),
          packed: {
            size: 26_421_880,
            hash: "sha256:3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
          },
        }),
        idxFile("train-labels", {
          contents: {
            ...labelContents(60_000),
            hash: "sha256:bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
          },
          packed: {
            size: 29_515,
            hash: "sha256:a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
          },
        }),
        idxFile("t10k-images", {
          contents: imageContents(10_000),
          packed: {
            size: 4_422_102,
            hash: "sha256:346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
          },
        }),
        idxFile("t10k-labels", {
          contents: {
            ...labelContents(10_000),
            hash: "sha256:0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
          },
          packed: {
            size: 5148,
            hash: "sha256:67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
          },
        }),
      ],
      name: "fashion-mnist",
      setTitle: "Fashion-MNIST",
      classes,
      counts: { train: 60_000, test: 10_000 },
    }),
  ],
};
