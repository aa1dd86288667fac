import { amount, type SettingsSchema } from "../../core/settings.ts";
import { imageSize } from "../imageSet.ts";
import { roundToByte } from "./roundToByte.ts";
import type { ImageTransform } from "./transform.ts";

interface NoiseOptions {
  readonly deviation: number;
}

const settings: SettingsSchema<NoiseOptions> = {
  deviation: amount(10, "standard deviation of what is added, where white is 255"),
};

/**
 * The image with a normally distributed number added to every byte, clipped to 0 to 255 and rounded half up.
 *
 * Draws: one number for each place in the image
 */
export const noise: ImageTransform<NoiseOptions> = {
  name: "noise",
  summary: "adds Gaussian noise",
  settings,
  main: "deviation",
  format: (_, input) => input,
  prepare({ deviation }, input) {
    const added = new Float32Array(imageSize(input));
    return (image, out, draws) => {
      draws.fillNormal(added, 0, deviation);
      for (let i = 0; i < out.length; i++) out[i] = roundToByte(image[i]! + added[i]!);
    };
  },
};
