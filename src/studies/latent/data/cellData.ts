import { makeStream } from "../../../core/random.ts";
import type { Dataset } from "../../../data/dataset.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import type { Cell, CellSources } from "../../study.ts";

/**
 * What a cell is trained on and tested with: the study's images, with the training labels in random order where there is
 * to be nothing to learn from them but by heart. Each class keeps as many images as it had.
 *
 * Shape: images [N, C, H, W], labels [N]
 * @source control with random labels: Zhang et al. 2017, arXiv:1611.03530, section 2
 */
export function latentData({ seed, factors }: Cell, { dataset }: CellSources): Dataset {
  if (factors.group !== "shuffled") return dataset;
  return { ...dataset, train: withShuffledLabels(dataset.train, seed) };
}

function withShuffledLabels(set: ImageSet, seed: number): ImageSet {
  const order = makeStream(seed, "shuffled-labels").permutation(0, set.count);
  const labels = Int32Array.from(order, (index) => set.labels[index]!);
  const cleanLabels = set.noise?.cleanLabels ?? set.labels;
  const isNoisy = Uint8Array.from(labels, (label, at) => Number(label !== cleanLabels[at]));
  return { ...set, labels, noise: { cleanLabels, isNoisy } };
}
