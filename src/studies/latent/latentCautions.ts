import { loadOpenblas, type Openblas } from "../../linalg/openblas.ts";
import { countOf, thousands } from "../words.ts";
import type { LatentSettings } from "./settings.ts";
import { fewImages } from "./shares.ts";

/** Of fewer test images hardly any layer can be told from another; settings ask for as many at least. */
const leastImages = 100;

/** Our own eigenvalues of 10,000 images on one core; the time grows with the cube. */
const minutesOf10000 = 15;

/**
 * What is to be said before the study begins: that there are hardly any images, or how long it counts without OpenBLAS.
 *
 * @throws {UsageError} when LEARNSCOPE_OPENBLAS names a file that cannot be loaded
 * @source own measurement
 */
export function latentCautions(
  { sampleCount, testCount }: Pick<LatentSettings, "sampleCount" | "testCount">,
  openblas: Openblas | null = loadOpenblas(),
): string[] {
  const images = Math.min(sampleCount, testCount || sampleCount);
  if (images < leastImages) {
    return [
      `${countOf(images, "test image")} cannot spread over more than ${countOf(images - 1, "direction")}: counts tell of the images alone, and not of the layers.`,
    ];
  }
  if (openblas !== null || images <= fewImages) return [];
  const time = countOf(Math.ceil(minutesOf10000 * (images / 10_000) ** 3), "minute");
  return [
    `OpenBLAS is not there: to count components of ${thousands(images)} images takes up to ${time} a layer instead of seconds; \`learnscope doctor\` says how to install it, and sampleCount=${fewImages} does without`,
  ];
}
