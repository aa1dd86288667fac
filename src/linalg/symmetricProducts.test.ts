import { describe, expect, test } from "vitest";
import { makeStream } from "../core/random.ts";
import { loadOpenblas } from "./openblas.ts";
import { symmetricProducts } from "./symmetricProducts.ts";

const blas = loadOpenblas();

describe.skipIf(blas === null)("with OpenBLAS", () => {
  test("symmetricProducts() multiplies every two rows, or every two columns", () => {
    const matrix = { values: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 2, columns: 3 };
    expect([...symmetricProducts(blas!, matrix, "rows")]).toEqual([14, 32, 32, 77]);
    expect([...symmetricProducts(blas!, matrix, "columns")]).toEqual([
      17, 22, 27, 22, 29, 36, 27, 36, 45,
    ]);
  });

  test("symmetricProducts() is the same on both sides of the diagonal, across all tiles", () => {
    const [rows, columns] = [150, 7];
    const values = new Float32Array(rows * columns);
    makeStream(0, "test/products").fillNormal(values, 0, 0, 1);
    const products = symmetricProducts(blas!, { values, rows, columns }, "rows");
    let worst = 0;
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < rows; b++) {
        let sum = 0;
        for (let at = 0; at < columns; at++) {
          sum += values[a * columns + at]! * values[b * columns + at]!;
        }
        worst = Math.max(worst, Math.abs(products[a * rows + b]! - sum));
      }
    }
    expect(worst).toBeLessThan(1e-5);
  });
});
