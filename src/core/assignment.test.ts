import fc from "fast-check";
import { expect, test } from "vitest";
import { assignment } from "./assignment.ts";

/** From scipy.optimize.linear_sum_assignment, by test/golden/makeFilterMatching.py. */
test.each([
  { rows: 1, columns: 1, matched: [0], sum: 0 },
  { rows: 4, columns: 4, matched: [0, 3, 2, 1], sum: 130 },
  { rows: 5, columns: 9, matched: [0, 4, 1, 6, 8], sum: 37 },
  { rows: 12, columns: 12, matched: [0, 1, 8, 10, 2, 4, 9, 6, 11, 5, 3, 7], sum: 126 },
  {
    rows: 40,
    columns: 40,
    matched: [
      33, 35, 8, 1, 22, 30, 14, 38, 16, 11, 3, 29, 28, 23, 5, 36, 10, 7, 25, 37, 31, 12, 15, 34, 18,
      21, 6, 24, 27, 0, 17, 2, 19, 4, 32, 26, 39, 9, 20, 13,
    ],
    sum: 137,
  },
])("assignment() of $rows rows to $columns columns is that of scipy", (known) => {
  const { rows, columns, matched, sum } = known;
  const values = Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return ((7 * i + 3 * j) ** 2 + 11 * i * j) % 101;
  });
  const found = assignment({ values, rows, columns });
  expect(sumOf(values, columns, found)).toBe(sum);
  expect([...found]).toEqual(matched);
});

function sumOf(values: readonly number[], columns: number, found: Int32Array): number {
  return found.reduce((sum, column, row) => sum + values[row * columns + column]!, 0);
}

test("assignment() finds the least sum of all there are", () => {
  const tables = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }));
  const table = tables.chain(([rows, more]) => {
    const columns = rows + more;
    const cost = fc.integer({ min: -9, max: 9 });
    const values = fc.array(cost, { minLength: rows * columns, maxLength: rows * columns });
    return values.map((values) => ({ values, rows, columns }));
  });
  fc.assert(
    fc.property(table, ({ values, rows, columns }) => {
      const found = assignment({ values, rows, columns });
      expect(new Set(found).size).toBe(rows);
      const sums = everyChoice(rows, columns).map((own) => sumOf(values, columns, own));
      expect(sumOf(values, columns, found)).toBe(Math.min(...sums));
    }),
  );
});

/** All ways to give rows different columns. */
function everyChoice(rows: number, columns: number): Int32Array[] {
  if (rows === 0) return [new Int32Array()];
  return everyChoice(rows - 1, columns).flatMap((before) =>
    Array.from({ length: columns }, (_, column) => column)
      .filter((column) => !before.includes(column))
      .map((column) => Int32Array.of(...before, column)),
  );
}

test("assignment() of no rows is empty", () => {
  expect(assignment({ values: [], rows: 0, columns: 3 })).toEqual(new Int32Array());
});

test("assignment() refuses more rows than columns, and costs that are not finite", () => {
  expect(() => assignment({ values: [1, 2], rows: 2, columns: 1 })).toThrow(
    "Cannot match 2 rows to 1 columns: there are 2 costs, needs 2 and no more rows than columns",
  );
  expect(() => assignment({ values: [1, Number.NaN], rows: 1, columns: 2 })).toThrow(
    "Cannot match 1 rows to 2 columns: a cost is NaN, needs finite numbers",
  );
});
