import { expect, test } from "vitest";
import { principalScores } from "./principalScores.ts";

/** Inner products of every two rows. */
function productsOf(rows: readonly (readonly number[])[]): number[] {
  return rows.flatMap((a) =>
    rows.map((b) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)),
  );
}

test("principalScores() sees points on a tilted line as they lie on it", () => {
  const rows = [0, 1, 2, 5].map((place) => [3 + 0.6 * place, 1 + 0.8 * place]);
  const { scores, dimensions, kept } = principalScores(productsOf(rows), 4, 2);
  expect(dimensions).toBe(1);
  expect(kept).toBeCloseTo(1, 12);
  [-2, -1, 0, 3].forEach((place, at) => {
    expect(scores[at]).toBeCloseTo(place, 6);
  });
});

test("principalScores() keeps the directions that vary most, and says how much they keep", () => {
  const rows = [
    [4, 0, 0],
    [-4, 0, 0],
    [0, 2, 0],
    [0, -2, 0],
    [0, 0, 1],
    [0, 0, -1],
  ];
  const { scores, dimensions, kept } = principalScores(productsOf(rows), 6, 2);
  expect(dimensions).toBe(2);
  expect(kept).toBeCloseTo((16 + 4) / 21, 12);
  expect(Math.abs(scores[0]!)).toBeCloseTo(4, 12);
  expect(Math.abs(scores[5]!)).toBeCloseTo(2, 12);
});

test("principalScores() has no direction of rows that are all the same", () => {
  const rows = [
    [0.1, 0.7],
    [0.1, 0.7],
    [0.1, 0.7],
  ];
  expect(principalScores(productsOf(rows), 3, 2)).toMatchObject({ dimensions: 0, kept: 0 });
});
