import { expect, test } from "vitest";
import type { DigitShape } from "./digitShapes.ts";
import { makePenPath, type PenPath, tracePath } from "./penPath.ts";

function traced(points: readonly (readonly [number, number])[], marks: string): PenPath {
  const x = Float64Array.from(points, ([px]) => px);
  const y = Float64Array.from(points, ([, py]) => py);
  const shape: DigitShape = {
    x,
    y,
    starts: [...marks].map((mark) => mark === "s"),
    corners: [...marks].map((mark) => mark === "c"),
  };
  const path = makePenPath(points.length);
  tracePath(shape, { x, y }, path);
  return path;
}

/** The point of the path after so many pieces. */
const at = (path: PenPath, i: number) => [path.x[i], path.y[i]];

test("tracePath() passes through all points, five pieces apart", () => {
  const path = traced(
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    "s..",
  );
  expect(path.length).toBe(11);
  expect([at(path, 0), at(path, 5), at(path, 10)]).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
  ]);
});

test("tracePath() rounds a point and keeps a corner sharp", () => {
  const points = [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as const;
  // At a corner no piece leaves the straight line; rounded, the curve swings out before the turn.
  expect(Math.max(...traced(points, "sc.").x)).toBeCloseTo(1, 12);
  expect([...traced(points, "sc.").y.slice(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(Math.min(...traced(points, "s..").y)).toBeLessThan(-0.05);
});

test("tracePath() puts evenly spaced points of a line on that line", () => {
  const path = traced(
    [
      [0, 0],
      [1, 2],
      [2, 4],
      [3, 6],
    ],
    "s...",
  );
  for (let i = 0; i < path.length; i++) expect(path.y[i]).toBeCloseTo(2 * path.x[i]!, 12);
  // Between the second and the third point the curve moves evenly.
  expect(path.x[7]).toBeCloseTo(1.4, 12);
});

test("tracePath() lifts the pen between strokes, and forgets the path before", () => {
  const path = traced(
    [
      [0, 0],
      [0, 1],
      [5, 0],
      [5, 1],
    ],
    "s.s.",
  );
  expect(path.length).toBe(12);
  expect([...path.starts.slice(0, 12)]).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(at(path, 6)).toEqual([5, 0]);
  expect(path.x.slice(0, 6).every((x) => x === 0)).toBe(true);
});
