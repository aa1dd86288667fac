import { describe, expect, test } from "vitest";
import { multiply } from "./multiply.ts";
import { loadOpenblas } from "./openblas.ts";

const blas = loadOpenblas();

describe.skipIf(blas === null)("with OpenBLAS", () => {
  /** 1 2 over 3 4 over 5 6, column by column. */
  const a = { values: Float64Array.of(1, 3, 5, 2, 4, 6), rows: 3, columns: 2 };
  const b = { values: Float64Array.of(1, 1, 0, 2), rows: 2, columns: 2 };

  test("multiply() writes a·b, adds to what is there, and scales", () => {
    const out = { values: new Float64Array(6), rows: 3, columns: 2 };
    multiply(blas!, [a, b, out]);
    expect([...out.values]).toEqual([3, 7, 11, 4, 8, 12]);
    multiply(blas!, [a, b, out], { scale: -2, isAdded: true });
    expect([...out.values]).toEqual([-3, -7, -11, -4, -8, -12]);
  });

  test("multiply() takes the first from its columns' side, and part of longer columns", () => {
    const out = { values: new Float64Array(4), rows: 2, columns: 2 };
    multiply(blas!, [a, a, out], { transposeA: true });
    expect([...out.values]).toEqual([35, 44, 44, 56]);
    multiply(blas!, [b, { ...a, rows: 2, step: 3 }, out]);
    expect([...out.values]).toEqual([1, 7, 2, 10]);
  });

  test("multiply() leaves what is there where nothing is multiplied", () => {
    const nothing = { values: new Float64Array(0), rows: 3, columns: 0 };
    const none = { values: new Float64Array(0), rows: 0, columns: 1 };
    const out = { values: Float64Array.of(1, 2, 3), rows: 3, columns: 1 };
    multiply(blas!, [nothing, none, out], { isAdded: true });
    expect([...out.values]).toEqual([1, 2, 3]);
  });
});
