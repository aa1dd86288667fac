import { expect, test } from "vitest";
import { clipRegion, visitRows } from "./regions.ts";

const format = { channels: 2, height: 4, width: 5 };

test.each([
  [
    { top: 1, left: 1, height: 2, width: 3 },
    { top: 1, left: 1, height: 2, width: 3 },
  ],
  [
    { top: -2, left: 3, height: 4, width: 4 },
    { top: 0, left: 3, height: 2, width: 2 },
  ],
  [
    { top: 9, left: -9, height: 2, width: 2 },
    { top: 9, left: 0, height: 0, width: 0 },
  ],
])("clipRegion() of %j", (region, inside) => {
  expect(clipRegion(region, format)).toEqual(inside);
});

test("visitRows() visits the rows of all channels", () => {
  const rows: number[][] = [];
  visitRows({ top: 1, left: 2, height: 2, width: 3 }, format, (begin, end) => {
    rows.push([begin, end]);
  });
  expect(rows).toEqual([
    [7, 10],
    [12, 15],
    [27, 30],
    [32, 35],
  ]);
});
