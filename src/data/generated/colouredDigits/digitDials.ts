import { makePipeline, type Pipeline } from "../../transforms/pipeline.ts";
import type { TransformStep } from "../../transforms/step.ts";

/** What makes digits harder to tell apart, colours not. */
export interface DigitDials {
  /** Pixels along a side of the image. */
  readonly imageSize: number;
  /** How large the digit is in it; 1 fills it as in the original. */
  readonly digitSize: number;
  /** Standard deviation of the Gaussian that it is blurred with. Units: pixels */
  readonly digitBlur: number;
  /** Standard deviation of the noise on every pixel. Units: grey levels */
  readonly digitNoise: number;
}

/** Where the noise comes from. */
export interface NoiseSource {
  readonly seed: number;
  readonly stream: string;
}

/**
 * What is done to grey digits, in this order: the digit is resized and set into the middle of a black image; it is blurred;
 * noise is added to every pixel, of the background too, and cut off at black and white. A visit is an example's number.
 *
 * Shape: [1, side, side] -> [1, size, size]
 */
export function makeDigitDials(side: number, dials: DigitDials, noise: NoiseSource): Pipeline {
  const format = { channels: 1, height: side, width: side };
  return makePipeline({ steps: stepsOf(side, dials), format, ...noise });
}

function stepsOf(
  side: number,
  { imageSize, digitSize, digitBlur, digitNoise }: DigitDials,
): TransformStep[] {
  const size = Math.max(1, Math.round(digitSize * imageSize));
  return [
    ...(size === side ? [] : [{ name: "resize", options: { size, exact: true } }]),
    ...(size === imageSize ? [] : [{ name: "centre-crop", options: { size: imageSize } }]),
    ...(digitBlur > 0 ? [{ name: "blur", options: { sigma: [digitBlur, digitBlur] } }] : []),
    ...(digitNoise > 0 ? [{ name: "noise", options: { deviation: digitNoise } }] : []),
  ];
}
