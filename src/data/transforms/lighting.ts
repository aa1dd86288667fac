import { amount, type SettingsSchema } from "../../core/settings.ts";
import { checkChannels } from "./checkChannels.ts";
import { roundToByte } from "./roundToByte.ts";
import type { ImageTransform } from "./transform.ts";

interface LightingOptions {
  readonly deviation: number;
}

const settings: SettingsSchema<LightingOptions> = {
  deviation: amount(0.1, "standard deviation of the random factors"),
};

/**
 * Adds to all pixels the principal components of ImageNet's colours, each times its eigenvalue and a random factor: light
 * of another strength and colour.
 *
 * Draws: 0 to 2 the factors, normally distributed
 * @source Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural networks", section 4.1
 */
export const lighting: ImageTransform<LightingOptions> = {
  name: "lighting",
  summary: "adds a random colour along the principal components of ImageNet's",
  settings,
  main: "deviation",
  format: (_, input) => checkChannels("lighting", input, [3]),
  prepare({ deviation }) {
    const factors = new Float64Array(3);
    return (image, out, draws) => {
      draws.fillNormal(factors, 0, deviation);
      lightImage(image, out, factors);
    };
  },
};

/**
 * Of the colours of ImageNet's training images. Shape: [3], and [3, 3] with a row for each channel
 * Units: fractions of 1, the largest pixel value
 * @source https://github.com/facebookarchive/fb.resnet.torch/blob/master/datasets/imagenet.lua
 */
const eigenvalues = [0.2175, 0.0188, 0.0045] as const;
const eigenvectors = [
  [-0.5675, 0.7192, 0.4009],
  [-0.5808, -0.0045, -0.814],
  [-0.5836, -0.6948, 0.4203],
] as const;

/**
 * Adds to each channel the sum of the eigenvectors' entries, each times eigenvalue and factor; rounds half up.
 *
 * Shape: image [3, H, W], factors [3] -> out [3, H, W]
 */
export function lightImage(image: Uint8Array, out: Uint8Array, factors: Float64Array): void {
  const size = image.length / 3;
  for (const [channel, row] of eigenvectors.entries()) {
    const shares = row.map((entry, i) => entry * eigenvalues[i]! * factors[i]!);
    const added = 255 * shares.reduce((sum, share) => sum + share);
    for (let i = channel * size; i < (channel + 1) * size; i++) {
      out[i] = roundToByte(image[i]! + added);
    }
  }
}
