import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { cumsum } from "./cumsum.ts";
import { constant, input } from "./leaves.ts";
import { mul } from "./mul.ts";
import { sum } from "./sum.ts";

test("the gradient of cumsum() is added up from the other end", () => {
  const x = input("x", [3]);
  const weights = constant([1, 10, 100], [3]);
  const [dx] = gradients(sum(mul(cumsum(x, 0), weights)), [x]);
  const [exclusive] = gradients(sum(mul(cumsum(x, 0, { exclusive: true }), weights)), [x]);
  const result = runOnce({ dx: dx!, exclusive: exclusive! });
  expect(result).toEqual({ dx: [111, 110, 100], exclusive: [110, 100, 0] });
});

test("cumsum() refuses axes outside the shape, and integers", () => {
  expect(() => cumsum(input("x", [2, 3]), 2)).toThrow(
    new ShapeError("Cannot take cumulative sums: axis 2 of [2, 3], needs -2 to 1"),
  );
  expect(() => cumsum(input("x", [2], "i32"), 0)).toThrow(
    new ShapeError("Cannot take cumulative sums: x is i32, needs f32"),
  );
});
