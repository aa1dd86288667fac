/** What images become when they are packed. */
export interface PackSettings {
  /** Height and width. Units: pixels */
  readonly size: number;
  /** What of an image is kept whose sides differ; see `fits`. */
  readonly fit: Fit;
  /** 3: red, green, blue. 1: luma. */
  readonly channels: 1 | 3;
}

/**
 * `crop`: the shorter side becomes `size`, and the middle is kept. `stretch`: both sides become `size`. `pad`: the longer
 * side becomes `size`, and black is added at both ends of the other.
 */
export type Fit = (typeof fits)[number];

/** The names of all fits. */
export const fits = ["crop", "stretch", "pad"] as const;

/**
 * What images are scaled with. Where they shrink it is widened, so that no detail is skipped; where they shrink to less than
 * half, the library first takes means of squares of pixels, so the result is near to that of other programs, not the same.
 *
 * @source Keys 1981, doi:10.1109/TASSP.1981.1163711, with a = -1/2
 */
export const kernel = "cubic";

/** Bytes of a packed image. */
export function packedSize({ size, channels }: PackSettings): number {
  return channels * size * size;
}
