import { amount, numberWithin, type SettingsSchema } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { makeBlurPlane } from "./blurPlane.ts";
import { sampleBilinear } from "./sampleBilinear.ts";
import type { ImageTransform } from "./transform.ts";

interface ElasticOptions {
  readonly alpha: number;
  readonly sigma: number;
}

const settings: SettingsSchema<ElasticOptions> = {
  alpha: amount(50, "how far pixels move: half of it times blurred numbers from -1 to 1"),
  sigma: numberWithin([0, 100], 5, "how far in pixels the numbers are blurred"),
};

/**
 * The image as if printed on rubber: every pixel moves on its own, but near ones alike.
 *
 * Draws: one number a pixel for how far it is from the right, row by row, then one for how far it is from below
 * @source Simard et al. 2003, doi:10.1109/ICDAR.2003.1227801; torchvision 0.14.1, ElasticTransform, whose units these are
 */
export const elastic: ImageTransform<ElasticOptions> = {
  name: "elastic",
  summary: "bends and stretches locally",
  settings,
  main: "alpha",
  format: (_, input) => input,
  prepare(options, input) {
    const bend = makeBendImage(input, options);
    const noise = new Float64Array(2 * input.height * input.width);
    return (image, out, draws) => {
      draws.fillUniform(noise, -1, 1);
      bend(image, out, noise);
    };
  },
};

/**
 * Takes each pixel of the result from a place that is off by blurred noise times alpha: in torchvision's units, in which
 * alpha = H moves by half the width, and alpha = W by half the height.
 *
 * Shape: image [C, H, W], noise [2, H, W] for x and y -> out [C, H, W]
 */
export function makeBendImage(
  format: ImageFormat,
  { alpha, sigma }: { readonly alpha: number; readonly sigma: number },
): (image: Uint8Array, out: Uint8Array, noise: Float64Array) => void {
  const { height, width } = format;
  const size = height * width;
  const blurPlane = makeBlurPlane(format, 2 * Math.floor(4 * sigma + 0.5) + 1);
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  const farX = (alpha * width) / (2 * height);
  const farY = (alpha * height) / (2 * width);
  return (image, out, noise) => {
    const [noiseX, noiseY] = [noise.subarray(0, size), noise.subarray(size)];
    if (sigma > 0) blurPlane(noiseX, x, sigma);
    else x.set(noiseX);
    if (sigma > 0) blurPlane(noiseY, y, sigma);
    else y.set(noiseY);
    for (let row = 0, place = 0; row < height; row++) {
      for (let column = 0; column < width; column++, place++) {
        x[place] = column + farX * x[place]!;
        y[place] = row + farY * y[place]!;
      }
    }
    sampleBilinear(image, out, { format, x, y });
  };
}
