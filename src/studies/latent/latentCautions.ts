import { loadOpenblas, type Openblas } from "../../linalg/openblas.ts";
import { countOf, thousands } from "../words.ts";
import type { LatentSettings } from "./settings.ts";
import { fewImages } from "./shares.ts";

/** Our own eigenvalues of 10,000 images on one core; the time grows with the cube. */
const minutesOf10000 = 15;

/**
 * What is to be said before the study begins: how long it counts where OpenBLAS is not there.
 *
 * @throws {UsageError} when LEARNSCOPE_OPENBLAS names a file that cannot be loaded
 * @source own measurement
 */
export function latentCautions(
  { sampleCount, testCount }: Pick<LatentSettings, "sampleCount" | "testCount">,
  openblas: Openblas | null = loadOpenblas(),
): string[] {
  const images = Math.min(sampleCount, testCount || sampleCount);
  if (openblas !== null || images <= fewImages) return [];
  const time = countOf(Math.ceil(minutesOf10000 * (images / 10_000) ** 3), "minute");
  return [
    `OpenBLAS is not there: to count components of ${thousands(images)} images takes up to ${time} a layer instead of seconds; \`learnscope doctor\` says how to install it, and sampleCount=${fewImages} does without`,
  ];
}
