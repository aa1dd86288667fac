import { expect, test } from "vitest";
import { inkPath } from "./inkPath.ts";
import { makePenPath, type PenPath } from "./penPath.ts";

/** A path of straight pieces, all of one radius. */
function pathOf(points: readonly (readonly [number, number])[], radius: number): PenPath {
  const path = makePenPath(points.length);
  points.forEach(([x, y], i) => {
    path.x[i] = x;
    path.y[i] = y;
    path.radius[i] = radius;
    path.starts[i] = i === 0 ? 1 : 0;
  });
  path.length = points.length;
  return path;
}

function inked(path: PenPath, rim: number, size = 5): number[][] {
  const canvas = { ink: new Float32Array(size * size), size };
  inkPath(canvas, path, rim);
  return Array.from({ length: size }, (_, y) => [...canvas.ink.subarray(y * size, (y + 1) * size)]);
}

test("inkPath() draws a line whose ink falls off over the rim", () => {
  const line = pathOf(
    [
      [0, 2],
      [4, 2],
    ],
    1,
  );
  // Distances 0 and 1 from the middle of a line of radius 1: all ink, and the middle of the rim.
  expect(inked(line, 1)).toEqual([
    [0, 0, 0, 0, 0],
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [1, 1, 1, 1, 1],
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0, 0, 0, 0, 0],
  ]);
});

test("inkPath() rounds the ends of a line", () => {
  const line = pathOf(
    [
      [2, 2],
      [2, 2],
    ],
    1,
  );
  const diagonal = Math.fround(1.5 - Math.SQRT2);
  expect(inked(line, 1)).toEqual([
    [0, 0, 0, 0, 0],
    [0, diagonal, 0.5, diagonal, 0],
    [0, 0.5, 1, 0.5, 0],
    [0, diagonal, 0.5, diagonal, 0],
    [0, 0, 0, 0, 0],
  ]);
});

test("inkPath() does not darken where pieces overlap, and draws nothing where the pen is lifted", () => {
  const there = [0, 2] as const;
  const back = [4, 2] as const;
  expect(inked(pathOf([there, back, there], 1), 1)).toEqual(inked(pathOf([there, back], 1), 1));
  const lifted = pathOf([there, back], 1);
  lifted.starts[1] = 1;
  expect(
    inked(lifted, 1)
      .flat()
      .every((ink) => ink === 0),
  ).toBe(true);
});

test("inkPath() leaves out what lies beyond the edges", () => {
  const line = pathOf(
    [
      [-9, 0],
      [9, 0],
    ],
    0.5,
  );
  expect(inked(line, 1, 2)).toEqual([
    [1, 1],
    [0, 0],
  ]);
});
