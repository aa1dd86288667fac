import type { DatasetSummary } from "./study.ts";

/** SHA-256 of all images and labels of MNIST, as `summaryOf` computes it. */
export const mnistSha256 = "b0a5303f11dcb679da1a11cbe56397bfaa22950582f88cf65ac8b7e8e4c256a6";

/**
 * Whether data are all of MNIST, training and test images. Names and counts would not tell: other sets of images come in
 * files of the same names and sizes.
 *
 * @source own computation, from the four files whose checksums the catalogue of data sets has
 */
export function isMnist({ sha256 }: DatasetSummary): boolean {
  return sha256 === mnistSha256;
}
