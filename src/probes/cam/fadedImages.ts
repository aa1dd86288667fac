/** What an image's class came to while its pixels went and came. Units: areas under probabilities, fractions of 1 */
export interface Faithfulness {
  /** Pixels put in where there were none, those that the map shows first. */
  readonly insertion: number;
  /** Pixels taken away, those that the map shows first. */
  readonly deletion: number;
  /** Pixels taken away in the order of a random map. Put in, they would on average give the same. */
  readonly random: number;
}

/** An image that goes step by step over into what it is without its pixels. */
export interface Fading {
  /** Shape: [planes, H, W] */
  readonly image: Uint8Array;
  /** What stands where pixels are taken away. Shape: [planes, H, W] */
  readonly baseline: Uint8Array;
  /** Pixels, H·W. */
  readonly pixels: number;
  readonly steps: number;
  /** Every pixel once, the one first that the map shows most. */
  readonly order: Uint32Array;
  /** Every pixel once, as a random map has them. */
  readonly randomOrder: Uint32Array;
}

/**
 * Every pixel once, the highest of the map first. Equal ones, such as all where the map is 0, are in the random order: by
 * their number they would be in the order of rows, which is none of the map's.
 *
 * Shape: map [H·W], randomOrder [H·W] -> [H·W]
 */
export function pixelsByMap(map: Float32Array, randomOrder: Uint32Array): Uint32Array {
  return Uint32Array.from(randomOrder).sort((a, b) => map[b]! - map[a]!);
}

/** How many images `fadedImages` gives. */
export function fadedCount(steps: number): number {
  return 2 + 3 * (steps - 1);
}

/**
 * All that has to be shown to a network: the image, its baseline, and what lies between with pixels taken away by the
 * map, put in by the map, and taken away at random, step by step.
 *
 * Shape: [2 + 3·(steps - 1), planes, H, W]
 */
export function fadedImages(fading: Fading): Uint8Array {
  const { image, baseline, pixels, steps, order, randomOrder } = fading;
  const faded = new Uint8Array(fadedCount(steps) * image.length);
  faded.set(image);
  faded.set(baseline, image.length);
  const paths = [
    { from: image, to: baseline, order },
    { from: baseline, to: image, order },
    { from: image, to: baseline, order: randomOrder },
  ];
  paths.forEach((path, number) => {
    for (let step = 1; step < steps; step++) {
      const place = 2 + number * (steps - 1) + step - 1;
      const out = faded.subarray(place * image.length, (place + 1) * image.length);
      out.set(path.from);
      for (const pixel of path.order.subarray(0, Math.round((step * pixels) / steps))) {
        for (let at = pixel; at < out.length; at += pixels) out[at] = path.to[at]!;
      }
    }
  });
  return faded;
}

/**
 * The areas under the probability of a class over the share of pixels that were taken away or put in: by trapezoids, both
 * ends counting half.
 *
 * Shape: probabilities [2 + 3·(steps - 1)], of the images of `fadedImages`
 * @source Petsiuk et al. 2018, arXiv:1806.07421, deletion and insertion; the random map: own design
 */
export function areasUnder(probabilities: readonly number[], steps: number): Faithfulness {
  const [whole = 0, nothing = 0] = probabilities;
  const between = (path: number) => {
    const start = 2 + path * (steps - 1);
    return probabilities.slice(start, start + steps - 1).reduce((sum, own) => sum + own, 0);
  };
  const [deletion, insertion, random] = [0, 1, 2].map(
    (path) => (between(path) + (whole + nothing) / 2) / steps,
  );
  return { deletion: deletion!, insertion: insertion!, random: random! };
}
