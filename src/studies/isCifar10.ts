import type { DatasetSummary } from "./study.ts";

/**
 * Whether data are all of CIFAR-10, training and test images, read from the published files. What their images come to is
 * not known here, as it is of MNIST: it is the name that is believed, which only those files are loaded under, and the
 * numbers of images. `learnscope data check cifar-10` compares the files with their published checksums.
 *
 * @source Krizhevsky 2009, "Learning multiple layers of features from tiny images", section 3.1
 */
export function isCifar10({ name, trainCount, testCount }: DatasetSummary): boolean {
  return name === "cifar-10" && trainCount === 50_000 && testCount === 10_000;
}
