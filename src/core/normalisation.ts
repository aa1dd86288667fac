/**
 * Mean and standard deviation of the pixels of each channel.
 *
 * Shape: [C] each
 * Units: fractions of 1, the largest pixel value
 */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}
