import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { groupNorm } from "./groupNorm.ts";
import { constant, input } from "./leaves.ts";

/** Two images of four channels with one pixel. */
const images = constant([1, 3, 10, 30, 5, 9, 2, 2.5], [2, 4, 1, 1]);
const options = { groups: 2, epsilon: 0 };

test("groupNorm() normalises neighbouring channels of an image together", () => {
  expect(runOnce({ y: groupNorm(images, null, options) }).y).toEqual([-1, 1, -1, 1, -1, 1, -1, 1]);
});

test("groupNorm() scales and shifts by channel", () => {
  const trained = { scale: constant([1, 2, 3, 4], [4]), shift: constant([0, 0, 10, 10], [4]) };
  const y = groupNorm(images, trained, options);
  expect(runOnce({ y }).y).toEqual([-1, 2, 7, 14, -1, 2, 7, 14]);
});

test("groupNorm() with a group a channel normalises each over its pixels", () => {
  const one = constant([1, 3, 10, 30], [1, 2, 1, 2]);
  expect(runOnce({ y: groupNorm(one, null, options) }).y).toEqual([-1, 1, -1, 1]);
});

test.each([0, 3, 1.5])("groupNorm() refuses %d groups of 4 channels", (groups) => {
  expect(() => groupNorm(input("x", [1, 4, 2, 2]), null, { groups })).toThrow(
    new ShapeError(
      `Cannot group-normalise: groups = ${groups} with 4 channels, needs a divisor of 4`,
    ),
  );
});
