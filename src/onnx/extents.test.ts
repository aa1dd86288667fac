import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { extentsOf, sameExtent } from "./extents.ts";

test("extentsOf() tells what is known from multiples of the batch size", () => {
  expect(extentsOf([2, 3, 56, 0], [3, 3, 84, 0])).toEqual([
    { timesBatch: 1 },
    3,
    { timesBatch: 28 },
    0,
  ]);
});

test.each([
  [[3], [4]],
  [[2], [4]],
  [[6], [4]],
])("extentsOf() refuses %j that becomes %j", (first, second) => {
  expect(() => extentsOf(first, second)).toThrow(
    new GraphError(
      `Cannot export [${first}], for a batch of 3 [${second}]: an extent is no multiple of the batch size, needs multiples`,
    ),
  );
});

test("sameExtent() compares for every batch size", () => {
  expect(sameExtent(2, 2)).toBe(true);
  expect(sameExtent(2, { timesBatch: 1 })).toBe(false);
  expect(sameExtent({ timesBatch: 2 }, { timesBatch: 2 })).toBe(true);
  expect(sameExtent({ timesBatch: 2 }, { timesBatch: 1 })).toBe(false);
});
