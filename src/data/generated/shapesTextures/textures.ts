import { makeStream } from "../../../core/random.ts";

/**
 * How far a point is from the edge of the marks of a pattern, negative on a mark. The pattern repeats itself about every
 * unit; `roll`, a number in [0, 1), makes patterns that have something random in them differ from image to image.
 */
export type Pattern = (u: number, v: number, roll: number) => number;

/** The textures, by name; marks take up about half of each. */
export const textures: Readonly<Record<string, Pattern>> = {
  "horizontal stripes": (_, v) => fold(v) - 0.25,
  "vertical stripes": (u) => fold(u) - 0.25,
  "diagonal stripes": (u, v) => fold((u + v) * Math.SQRT1_2) - 0.25,
  checks: (u, v) => {
    const [across, down] = [fold(0.75 * u) - 0.25, fold(0.75 * v) - 0.25];
    const away = Math.min(Math.abs(across), Math.abs(down)) / 0.75;
    return across * down > 0 ? -away : away;
  },
  dots: (u, v) => {
    const row = Math.round(v);
    return Math.hypot(fold(u + (row % 2) / 2), v - row) - 0.36;
  },
  rings: (u, v) => fold(Math.hypot(u - 0.5, v - 0.5)) - 0.25,
  bricks: (u, v) => {
    const row = Math.floor(1.4 * v);
    const beside = fold(0.7 * u + (row % 2) / 2) / 0.7;
    return 0.13 - Math.min(beside, fold(1.4 * v) / 1.4);
  },
  grain: (u, v, roll) => 0.35 * (0.5 - grainAt(3 * u, 3 * v, roll)),
};

/** The distance from the nearest whole number. */
function fold(value: number): number {
  return Math.abs(value - Math.round(value));
}

/** Random heights at whole numbers, 0 to 1, and smoothly between. */
function grainAt(u: number, v: number, roll: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, bottom] = [smooth(u - left), smooth(v - top)];
  const above = mix(heightAt(left, top, roll), heightAt(left + 1, top, roll), right);
  const below = mix(heightAt(left, top + 1, roll), heightAt(left + 1, top + 1, roll), right);
  return mix(above, below, bottom);
}

/** Heights enough that no two images need show the same ones side by side. */
const heights = new Float32Array(4096);
makeStream(0, "textures/grain").fillUniform(heights, 0, 0, 1);

function heightAt(column: number, row: number, roll: number): number {
  const start = Math.floor(roll * heights.length);
  return heights[(start + column + 67 * row) & (heights.length - 1)]!;
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** Rises from 0 to 1 with no slope at either end. */
function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
