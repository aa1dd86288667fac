import { expect, test } from "vitest";
import { makeStream } from "../core/random.ts";
import { orthogonal } from "./orthogonal.ts";

function drawn(shape: readonly number[], { gain = 1, seed = 0 } = {}): Float32Array {
  const out = new Float32Array(shape.reduce((a, b) => a * b));
  orthogonal(gain)(out, makeStream(seed, "init/test"), shape);
  return out;
}

/** The products of all pairs of rows. */
function products(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((a) => rows.map((b) => a.reduce((sum, x, k) => sum + x * b[k]!, 0)));
}

function expectDiagonal(matrix: readonly number[][], value: number): void {
  matrix.forEach((row, i) => {
    for (const [j, x] of row.entries()) expect(x).toBeCloseTo(i === j ? value : 0, 6);
  });
}

test.each([[[4, 4]], [[3, 7]], [[5, 2, 3, 3]], [[40, 40]]])(
  "orthogonal() gives %j orthogonal rows of length 1",
  (shape) => {
    const numbers = [...drawn(shape)];
    const columns = numbers.length / shape[0]!;
    const rows = Array.from({ length: shape[0]! }, (_, i) =>
      numbers.slice(i * columns, (i + 1) * columns),
    );
    expectDiagonal(products(rows), 1);
  },
);

test("orthogonal() gives orthogonal columns where there are fewer of them, of length gain", () => {
  const numbers = drawn([7, 3], { gain: 3 });
  const columns = [0, 1, 2].map((j) => Array.from({ length: 7 }, (_, i) => numbers[3 * i + j]!));
  expectDiagonal(products(columns), 9);
});

test("orthogonal() prefers no direction", () => {
  // A rotation or reflection of the plane by a uniform angle: first element cos φ, determinant 1 or -1.
  const matrices = Array.from({ length: 2000 }, (_, seed) => drawn([2, 2], { seed }));
  const mean = (of: (matrix: Float32Array) => number) =>
    matrices.reduce((sum, matrix) => sum + of(matrix), 0) / matrices.length;
  // Four standard errors: cos φ has a variance of 1/2, cos² φ of 1/8, the determinant of 1.
  expect(Math.abs(mean(([a]) => a!))).toBeLessThan(0.064);
  expect(Math.abs(mean(([a]) => a! ** 2) - 0.5)).toBeLessThan(0.032);
  expect(Math.abs(mean(([a, b, c, d]) => a! * d! - b! * c!))).toBeLessThan(0.09);
});

test("orthogonal() is a function of the seed", () => {
  expect(drawn([3, 3])).toEqual(drawn([3, 3]));
  expect(drawn([3, 3], { seed: 1 })).not.toEqual(drawn([3, 3]));
});
