import type { SettingsSchema } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";

/**
 * The random numbers that one image gets each time it is shown: number `index` is a function of seed, step, place in the
 * batch and stream, never of what was drawn before.
 */
export interface Draws {
  /** A number in [0, 1). */
  uniform(index: number): number;
  /** A whole number in [0, bound). */
  integer(index: number, bound: number): number;
  /** Fills `out` with numbers in [low, high). */
  fillUniform(out: Float32Array | Float64Array, low: number, high: number): void;
  /** Fills `out` with normally distributed numbers. */
  fillNormal(out: Float32Array | Float64Array, mean: number, deviation: number): void;
}

/** Makes `out`, of the format that the transform gives, of `image`; the two never share memory. */
export type ChangeImage = (image: Uint8Array, out: Uint8Array, draws: Draws) => void;

/** A change of single images, such as a random crop. */
export interface ImageTransform<Options extends object = object> {
  /** As it is asked for, such as `crop`. */
  readonly name: string;
  /** What it does, in a few words for a list. */
  readonly summary: string;
  readonly settings: SettingsSchema<Options>;
  /** The option whose value may stand alone behind the name: `crop:4` for `crop:padding=4`. */
  readonly main?: string | undefined;
  /**
   * What images of a format become.
   *
   * @throws {UsageError} when images of that format cannot be changed so
   */
  format(options: Options, input: ImageFormat): ImageFormat;
  /** Does once what is the same for all images. */
  prepare(options: Options, input: ImageFormat): ChangeImage;
}
