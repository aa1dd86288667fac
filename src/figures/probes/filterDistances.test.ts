import { expect, test } from "vitest";
import { countOf, textsOf } from "../../../test/support/svg.ts";
import { filterDistanceMap } from "./filterDistances.ts";

function pairOf(rows: number, columns: number) {
  const filters = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      weights: [at, 1, 2, 3],
      channels: 1,
      height: 2,
      width: 2,
    }));
  return {
    a: "first",
    b: "second",
    rows: filters(rows),
    columns: filters(columns),
    distances: Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => 1 + Math.abs(i - j)),
    ),
  };
}

test("filterDistanceMap() shows filters beside cells, numbers, and the nearest of rows and columns", async () => {
  const { id, svg, data } = await filterDistanceMap(pairOf(2, 3));
  expect(id).toBe("filters-distances");
  expect(countOf(svg, "image")).toBe(5);
  expect(textsOf(svg).slice(-15)).toEqual([
    ...["1.00", "2.00", "3.00", "2.00", "1.00", "2.00"],
    ...["1.00", "1.00", "1.00", "1.00", "2.00"],
    ...["filters of second", "filters of first", "nearest", "nearest"],
  ]);
  expect(countOf(svg, 'rect[stroke="black"]')).toBe(2);
  expect(data).toHaveLength(6);
  expect(data[1]).toEqual({ a: "first", i: 0, b: "second", j: 1, distance: 2, nearest: false });
});

test("filterDistanceMap() leaves out numbers where they have no room, and filters beyond 32", async () => {
  const { svg, data } = await filterDistanceMap(pairOf(40, 32));
  expect(countOf(svg, "image")).toBe(64);
  expect(textsOf(svg)).toContain(
    "The first 32 filters of each; the least distances are those among all",
  );
  expect(data).toHaveLength(40 * 32);
});

test("filterDistanceMap() draws distances that are all the same", async () => {
  const pair = pairOf(1, 1);
  const { svg } = await filterDistanceMap({ ...pair, distances: [[0]] });
  expect(svg).not.toContain("NaN");
  expect(svg).not.toContain("undefined");
});
