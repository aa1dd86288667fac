import { makeBlurImage } from "../../data/transforms/blur.ts";
import type { Examples } from "../../probing/drawExamples.ts";
import type { BaselineName } from "./camOptions.ts";

/** Of the longer side, the standard deviation of the bell: what is left of a small image are soft patches of colour. */
const blurShare = 1 / 8;

type BaselineMaker = (examples: Examples) => (image: Uint8Array) => Uint8Array;

/**
 * What an image is without any of its pixels: what stands where they are taken away.
 *
 * Shape: [C, H, W] -> [C, H, W]
 * @source Petsiuk et al. 2018, arXiv:1806.07421 (one colour, or the blurred image); the width of the blur: own
 * design
 */
export function camBaseline(name: BaselineName, examples: Examples) {
  return makers[name](examples);
}

const makers: { readonly [Name in BaselineName]: BaselineMaker } = {
  mean(examples) {
    const colours = meanColour(examples);
    return () => colours;
  },
  black: () => (image) => new Uint8Array(image.length),
  blur(examples) {
    const sigma = blurShare * Math.max(examples.height, examples.width);
    const blurImage = makeBlurImage(examples, 2 * Math.ceil(3 * sigma) + 1);
    return (image) => {
      const blurred = new Uint8Array(image.length);
      blurImage(image, blurred, sigma);
      return blurred;
    };
  },
};

/** An image of one colour: each channel's mean over all images and positions, as a byte. */
function meanColour({ images, channels, height, width }: Examples): Uint8Array {
  const plane = height * width;
  const sums = new Float64Array(channels);
  for (let start = 0; start < images.length; start += plane) {
    const channel = (start / plane) % channels;
    for (let at = start; at < start + plane; at++) sums[channel] = sums[channel]! + images[at]!;
  }
  const places = images.length / channels;
  return Uint8Array.from({ length: channels * plane }, (_, at) =>
    Math.round(sums[Math.floor(at / plane)]! / places),
  );
}
