import type { Rgb } from "./palette.ts";

/** How much colours of one name differ from image to image. */
export interface Scatter {
  /** Of each channel. Units: squares of grey levels */
  readonly variance: number;
  /** Between any two channels, from -0.5 to 1. */
  readonly correlation: number;
}

/**
 * A colour drawn from the normal distribution around `centre`: three independent standard normal numbers, of which the part
 * that they share and the part that they do not are scaled so that all variances and correlations come out as asked. It
 * may lie outside 0 to 255.
 *
 * @source own derivation: the equicorrelated matrix has the eigenvalue 1 + 2ρ along (1, 1, 1) and 1 - ρ across it
 */
export function scatterColour(
  centre: Rgb,
  [first = 0, second = 0, third = 0]: ArrayLike<number> & Iterable<number>,
  { variance, correlation }: Scatter,
): Rgb {
  const shared = (first + second + third) / 3;
  const along = Math.sqrt(variance * (1 + 2 * correlation)) * shared;
  const across = Math.sqrt(variance * (1 - correlation));
  const channel = (mean: number, normal: number) => mean + along + across * (normal - shared);
  return [channel(centre[0], first), channel(centre[1], second), channel(centre[2], third)];
}
