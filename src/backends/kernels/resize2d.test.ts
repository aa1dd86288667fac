import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { constant } from "../../ops/leaves.ts";
import { type Resize2dOptions, resize2d } from "../../ops/resize2d.ts";
import { sum } from "../../ops/sum.ts";

/** 0 4 / 8 12 */
const x = constant([0, 4, 8, 12], [1, 1, 2, 2]);

function resized(options: Resize2dOptions) {
  const y = resize2d(x, options);
  return runOnce({ y, dx: gradients(sum(y), [x])[0]! });
}

test("resize2d() repeats the nearest pixels, which get as many gradients", () => {
  expect(resized({ size: [2, 3], method: "nearest" })).toEqual({
    y: [0, 0, 4, 8, 8, 12],
    dx: [2, 1, 2, 1],
  });
});

test("resize2d() weighs the pixels around each centre", () => {
  expect(resized({ size: [1, 4] })).toEqual({ y: [4, 5, 7, 8], dx: [1, 1, 1, 1] });
});

test("resize2d() with alignCorners keeps the corners", () => {
  expect(resized({ size: 3, alignCorners: true })).toEqual({
    y: [0, 2, 4, 4, 6, 8, 8, 10, 12],
    dx: [2.25, 2.25, 2.25, 2.25],
  });
});
