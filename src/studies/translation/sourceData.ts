import type { DatasetSummary } from "../study.ts";

/** SHA-256 of all images and labels of MNIST, as `summaryOf` computes it. */
export const mnistSha256 = "06b0d1f124c4e5fa796686ade41a9b778edacc8622f2195a352ef479ad44fc16";

/**
 * Whether these are the source's data: all of MNIST. Names and counts would not tell: other sets of images come in files
 * of the same names and sizes.
 *
 * @source Tanaka 2024, section on models and evaluation
 */
export function isSourceData({ sha256 }: DatasetSummary): boolean {
  return sha256 === mnistSha256;
}
