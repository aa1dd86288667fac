import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { constant } from "./leaves.ts";
import { meanSquaredError } from "./meanSquaredError.ts";

test("meanSquaredError() averages the squares of the differences", () => {
  const loss = meanSquaredError(constant([1, 2, 3, 4], [2, 2]), constant([1, 0, 0, 3], [2, 2]));
  expect(runOnce({ loss }).loss).toEqual([(0 + 4 + 9 + 1) / 4]);
});

test("meanSquaredError() refuses to stretch its operands", () => {
  expect(() => meanSquaredError(constant([1, 2], [2, 1]), constant([1, 2], [2]))).toThrow(
    new ShapeError(
      "Cannot take the mean squared error: x is [2, 1], the target [2], needs equal shapes",
    ),
  );
});
