import { betaSample } from "../../core/betaSample.ts";
import { numberWithin, type SettingsSchema } from "../../core/settings.ts";
import { imageSize } from "../imageSet.ts";
import type { BatchTransform, MixableBatch } from "./batchTransform.ts";
import { roundToByte } from "./roundToByte.ts";

interface MixupOptions {
  readonly alpha: number;
  readonly probability: number;
}

const settings: SettingsSchema<MixupOptions> = {
  alpha: numberWithin([0.001, 1000], 1, "images keep a share drawn from Beta(alpha, alpha)"),
  probability: numberWithin([0, 1], 1, "how likely a batch is mixed"),
};

/**
 * Each image and its label blended with another of the batch. All of a batch keep the same share.
 *
 * Draws: 0 whether, from 8 on the share
 * @source Zhang et al. 2018, arXiv:1710.09412, and the authors' code, https://github.com/facebookresearch/mixup-cifar10
 */
export const mixup: BatchTransform<MixupOptions> = {
  name: "mixup",
  summary: "blends images and labels of a batch in pairs",
  settings,
  main: "alpha",
  prepareBatch({ alpha, probability }, input) {
    const size = imageSize(input);
    return (batch, draws) => {
      if (draws.uniform(0) >= probability) return 0;
      const otherShare = 1 - betaSample((index) => draws.uniform(8 + index), alpha, alpha);
      blendImages(batch, size, otherShare);
      return otherShare;
    };
  },
};

/**
 * Makes each image (1 - otherShare) of itself and otherShare of its partner; rounds half up.
 *
 * Units: size in bytes of an image, otherShare a fraction in [0, 1]
 */
export function blendImages(batch: MixableBatch, size: number, otherShare: number): void {
  const { images, before, partners } = batch;
  for (let place = 0; place < partners.length; place++) {
    const offset = (partners[place]! - place) * size;
    for (let i = place * size; i < (place + 1) * size; i++) {
      images[i] = roundToByte((1 - otherShare) * before[i]! + otherShare * before[offset + i]!);
    }
  }
}
