import { UsageError } from "../../core/errors.ts";
import { makeStream } from "../../core/random.ts";
import type { ListedImage } from "./imageListing.ts";

/** How images are divided of which nobody has said which are for testing. */
export interface SplitOptions {
  /** The share of each class that becomes the test set, above 0 and below 1; default 0.2. */
  readonly testShare?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Images in two parts that share none. */
export interface SplitImages {
  readonly train: readonly ListedImage[];
  readonly test: readonly ListedImage[];
}

/** What is split off where nothing is said. */
export const defaultSplit = { testShare: 0.2, seed: 0 } as const;

/**
 * Splits a random share of every class off for testing, at least one image and never all of them; a class of one image stays in
 * training. What is drawn of a class depends on the seed, its label and its number of images alone. Both parts keep their
 * order.
 *
 * @throws {UsageError} when the share is none, or the seed
 */
export function splitListed(
  images: readonly ListedImage[],
  { testShare = defaultSplit.testShare, seed = defaultSplit.seed }: SplitOptions,
): SplitImages {
  if (!(testShare > 0 && testShare < 1)) {
    throw new UsageError(
      `Cannot split images: testShare = ${testShare}, needs a number above 0 and below 1`,
    );
  }
  const stream = makeStream(seed, "listing-split");
  const byLabel = new Map<number, ListedImage[]>();
  for (const image of images) {
    const ofLabel = byLabel.get(image.label);
    if (ofLabel) ofLabel.push(image);
    else byLabel.set(image.label, [image]);
  }
  const tested = new Set<ListedImage>();
  for (const [label, ofLabel] of byLabel) {
    const count = Math.min(Math.max(1, Math.round(testShare * ofLabel.length)), ofLabel.length - 1);
    const order = stream.permutation(label, ofLabel.length);
    for (const place of order.subarray(0, count)) tested.add(ofLabel[place]!);
  }
  return {
    train: images.filter((image) => !tested.has(image)),
    test: images.filter((image) => tested.has(image)),
  };
}
