import type { ImageSet, ImagesInMemory } from "../imageSet.ts";
import { combinePairs } from "./combinePairs.ts";

/** Tenths of the training digits that are to train with, 42,000 of 60,000; the others are not. */
export const trainTenths = 7;

/** 2·0 - 9, the least third term that two digits can have; the greatest is 2·9 - 0. */
const least = -9;

/** What may come third in an arithmetic sequence that begins with two digits: -9 to 18. Label k is the k-th. */
export const thirdTerms: readonly string[] = Array.from({ length: 28 }, (_, label) =>
  String(label + least),
);

/** The label of what comes third after two digits, c = 2b - a. */
export function thirdTermOf(first: number, second: number): number {
  return 2 * second - first - least;
}

/** What a label stands for. */
export function termOfLabel(label: number): number {
  return label + least;
}

/** Image i's partner is image N - 1 - i, so that each pair comes both ways round. Shape: [N] */
export function reversedOrder(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => count - 1 - index);
}

/**
 * Digits in pairs, labelled with what comes third; each with the one of the reversed order where no other partners are
 * given.
 *
 * Shape: images [N, C, H, W], partner [N] -> [N, 2·C, H, W]
 * @throws {DataError} when the images are in a file that cannot be read
 */
export function digitPairs(
  set: ImageSet,
  partner: Uint32Array = reversedOrder(set.count),
): ImagesInMemory {
  return combinePairs(set, { partner, labelOf: thirdTermOf });
}
