import { expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { labelsFrom } from "./labelsFrom.ts";

test("labelsFrom() counts from the first class", () => {
  expect(labelsFrom([3, 1, 2], { classes: 3, first: 1, path: "a" })).toEqual(
    Int32Array.of(2, 0, 1),
  );
  expect(labelsFrom([], { classes: 3, path: "a" })).toEqual(Int32Array.of());
});

test.each([-1, 3, 0.5, Number.NaN])("labelsFrom() refuses %d", (number) => {
  expect(() => labelsFrom([0, number], { classes: 3, path: "a" })).toThrow(
    new DataError(`Cannot read "a": label 1 is ${number}, needs 0 to 2`),
  );
});
