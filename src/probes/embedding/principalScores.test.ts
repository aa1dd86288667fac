import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
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

test("principalScores() finds the same directions of many rows as of few, and the same bits again", () => {
  // Every row twice changes no direction and no share.
  const [count, size] = [260, 40];
  const values = new Float64Array(count * size);
  makeStream(0, "rows").fillNormal(values, 0, 0, 1);
  const half = Array.from({ length: count }, (_, row) =>
    Array.from({ length: size }, (_, at) => values[row * size + at]! / (1 + at)),
  );
  const whole = [...half, ...half];
  const few = principalScores(productsOf(half), half.length, 12);
  const products = Float32Array.from(productsOf(whole));
  const many = principalScores(products, whole.length, 12);
  expect(many.dimensions).toBe(12);
  expect(many.kept).toBeCloseTo(few.kept, 6);
  few.scores.forEach((score, at) => {
    expect(Math.abs(many.scores[at]! - score)).toBeLessThan(1e-3);
  });
  expect(principalScores(products, whole.length, 12)).toEqual(many);
});

test("principalScores() finds no more directions of many rows than there are, and none where all are the same", () => {
  const rows = Array.from({ length: 501 }, (_, at) => [Math.sin(at), Math.cos(2 * at), 5, 5]);
  expect(principalScores(Float32Array.from(productsOf(rows)), 501, 12).dimensions).toBe(2);
  const same = Float32Array.from(productsOf(rows.map(() => [0.1, 0.7])));
  expect(principalScores(same, 501, 12)).toMatchObject({ dimensions: 0, kept: 0 });
  expect(principalScores(new Float32Array(501 * 501), 501, 12)).toMatchObject({ dimensions: 0 });
});
