import { UsageError } from "../../core/errors.ts";
import { type Range, range, type SettingsSchema, wholeNumberWithin } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { makeBlurPlane } from "./blurPlane.ts";
import { roundToByte } from "./roundToByte.ts";
import type { ImageTransform } from "./transform.ts";
import { withinRange } from "./withinRange.ts";

interface BlurOptions {
  readonly sigma: Range;
  readonly kernelSize: number;
}

const widestKernel = 511;

const settings: SettingsSchema<BlurOptions> = {
  sigma: range([0.1, 2], "standard deviation of the Gaussian bell in pixels"),
  kernelSize: wholeNumberWithin(
    [0, widestKernel],
    0,
    "pixels after which the bell ends, an odd number; 0: three deviations to each side",
  ),
};

/**
 * The image out of focus.
 *
 * Draws: 0 the standard deviation, all of the range equally likely
 * @source torchvision 0.14.1, GaussianBlur
 */
export const blur: ImageTransform<BlurOptions> = {
  name: "blur",
  summary: "blurs by a Gaussian bell of random width",
  settings,
  main: "sigma",
  format(options, input) {
    const kernelSize = kernelSizeOf(options);
    if (kernelSize % 2 === 0 || kernelSize > widestKernel) {
      throw new UsageError(
        `Cannot apply "blur": kernelSize = ${kernelSize}, needs an odd number up to ${widestKernel}`,
      );
    }
    return input;
  },
  prepare(options, input) {
    const blurImage = makeBlurImage(input, kernelSizeOf(options));
    return (image, out, draws) =>
      blurImage(image, out, withinRange(options.sigma, draws.uniform(0)));
  },
};

function kernelSizeOf({ sigma, kernelSize }: BlurOptions): number {
  return kernelSize || 2 * Math.ceil(3 * sigma[1]) + 1;
}

/**
 * Blurs images by a Gaussian bell and rounds half up.
 *
 * Shape: image [C, H, W] -> out [C, H, W]
 * Units: sigma in pixels
 */
export function makeBlurImage(
  format: ImageFormat,
  kernelSize: number,
): (image: Uint8Array, out: Uint8Array, sigma: number) => void {
  const blurPlane = makeBlurPlane(format, kernelSize);
  const size = format.height * format.width;
  const plane = new Float64Array(size);
  return (image, out, sigma) => {
    for (let start = 0; start < out.length; start += size) {
      plane.set(image.subarray(start, start + size));
      blurPlane(plane, plane, sigma);
      for (let i = 0; i < size; i++) out[start + i] = roundToByte(plane[i]!);
    }
  };
}
