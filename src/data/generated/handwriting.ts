import { pickWithin } from "./pickWithin.ts";

/**
 * How widely hands differ: for each trait the least and the greatest value, all between equally likely.
 */
const traits = {
  /** Width of the box that the digit is written in, relative to its height. */
  aspect: [0.5, 1.2],
  /** Pixels to the right per pixel upwards. */
  slant: [-0.3, 0.7],
  /** Turn in radians. */
  turn: [-0.3, 0.3],
  /** By how much, relative to the box, the middle of the digit lies right of and below its usual place. */
  balanceX: [-0.13, 0.13],
  balanceY: [-0.13, 0.13],
  /** How far the middle of the digit bends, relative to the box, and where the bend is, in radians. */
  bendX: [-0.11, 0.11],
  bendY: [-0.11, 0.11],
  bendAtX: [0, 2 * Math.PI],
  bendAtY: [0, 2 * Math.PI],
  /** Pixels from end to end of the longer side. */
  extent: [17, 20],
  /** Pixels by which the digit misses the middle of the image. */
  missX: [-0.8, 0.8],
  missY: [-0.8, 0.8],
  /** Half the width of the line in pixels; by which share it swells and thins; how far apart, and where, in pieces. */
  radius: [0.8, 1.7],
  swell: [0, 0.3],
  swellLength: [15, 60],
  swellAt: [0, 60],
  /** Pixels from full ink to none at the edge of the line. */
  rim: [0.8, 1.5],
  /** Darkness of full ink; share of it that the grain of the paper takes away at most. */
  darkness: [0.9, 1],
  grain: [0, 0.15],
} as const satisfies { readonly [trait: string]: readonly [number, number] };

/** The traits with which one digit is written. */
export type Handwriting = Readonly<Record<keyof typeof traits, number>>;

/** Random numbers that one handwriting takes. */
export const traitCount = Object.keys(traits).length;

/** The handwriting that belongs to `draws`, at least `traitCount` numbers in [0, 1). */
export function handwritingOf(draws: Float64Array): Handwriting {
  return pickWithin(traits, draws);
}
