import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { factorsOf, pointCount, pointsOf, pointText } from "./factors.ts";

const grid = { path: "a.yaml", isZipped: false };
const zip = { path: "a.yaml", isZipped: true };

test("factorsOf() takes lists and ranges, and gives what would be typed", () => {
  const given = {
    width: [4, "8"],
    flip: [true, false],
    rateEpochs: [[30, 60], 40],
    epochs: "1..3",
  };
  expect(factorsOf(given, grid)).toEqual({
    width: ["4", "8"],
    flip: ["true", "false"],
    rateEpochs: ["30,60", "40"],
    epochs: ["1", "2", "3"],
  });
});

test.each([
  [{ width: [] }, grid, "width has 0 values, needs at least 1"],
  [
    { width: 4 },
    grid,
    "width is 4, needs a list, or a range such as 1..5, 0..1 by 0.25 or 1..64 times 2",
  ],
  [
    { width: "4,8" },
    grid,
    'width is "4,8", needs a list, or a range such as 1..5, 0..1 by 0.25 or 1..64 times 2',
  ],
  [{ width: [{}] }, grid, "width is {}, needs a text, a number, true, false or a list of them"],
  [
    { width: [1, 2], epochs: "1..3" },
    zip,
    "zip advances width of 2 values with epochs of 3, needs equally many",
  ],
])("factorsOf() refuses %j", (given, options, reason) => {
  expect(() => factorsOf(given, options)).toThrow(new UsageError(`Cannot use "a.yaml": ${reason}`));
});

test("pointsOf() combines the grid with the steps of each group, what stands last changing fastest", () => {
  const groups = [{ b: ["1", "2"], c: ["x", "y"] }];
  const points = pointsOf({ a: ["p", "q"] }, groups);
  expect(points.map(pointText)).toEqual([
    "a=p b=1 c=x",
    "a=p b=2 c=y",
    "a=q b=1 c=x",
    "a=q b=2 c=y",
  ]);
  expect(pointCount({ a: ["p", "q"] }, groups)).toBe(4);
});

test("pointsOf() of nothing is one point without factors", () => {
  expect(pointsOf({}, [])).toEqual([{}]);
  expect(pointsOf({}, [{}])).toEqual([{}]);
  expect(pointCount({}, [])).toBe(1);
});
