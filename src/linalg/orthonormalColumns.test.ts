import { describe, expect, test } from "vitest";
import { makeStream } from "../core/random.ts";
import { type Columns, multiply } from "./multiply.ts";
import { loadOpenblas } from "./openblas.ts";
import { orthonormalColumns } from "./orthonormalColumns.ts";

const blas = loadOpenblas();
const n = 20;

function drawn(columns: number, step: number): Columns {
  const values = new Float64Array(n * columns);
  makeStream(0, "test/columns").fillNormal(values, step, 0, 1);
  return { values, rows: n, columns };
}

function productOf(a: Columns, b: Columns): Float64Array {
  const out = {
    values: new Float64Array(a.columns * b.columns),
    rows: a.columns,
    columns: b.columns,
  };
  multiply(blas!, [a, b, out], { transposeA: true });
  return out.values;
}

function expectNear(found: Float64Array, wanted: ArrayLike<number>): void {
  found.forEach((own, at) => {
    expect(own).toBeCloseTo(wanted[at]!, 12);
  });
}

describe.skipIf(blas === null)("with OpenBLAS", () => {
  test("orthonormalColumns() says how the old columns are made of the basis and the new ones", () => {
    const basis = drawn(5, 0);
    orthonormalColumns(blas!, drawn(0, 0), basis);
    const found = drawn(3, 1);
    const before = found.values.slice();
    const { inside, factor } = orthonormalColumns(blas!, basis, found)!;
    expectNear(productOf(found, found), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expectNear(productOf(basis, found), new Float64Array(15));
    const again = { values: new Float64Array(3 * n), rows: n, columns: 3 };
    multiply(blas!, [basis, { values: inside, rows: 5, columns: 3 }, again]);
    multiply(blas!, [found, { values: factor, rows: 3, columns: 3 }, again], { isAdded: true });
    expectNear(again.values, before);
    expect([factor[1], factor[2], factor[5]]).toEqual([0, 0, 0]);
  });

  test("orthonormalColumns() finds other directions for columns that lie in the basis", () => {
    const basis = drawn(5, 0);
    orthonormalColumns(blas!, drawn(0, 0), basis);
    const found = { ...basis, columns: 2, values: basis.values.slice(0, 2 * n) };
    orthonormalColumns(blas!, basis, found);
    expectNear(productOf(found, found), [1, 0, 0, 1]);
    expectNear(productOf(basis, found), new Float64Array(10));
  });
});
