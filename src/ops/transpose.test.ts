import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { transpose } from "./transpose.ts";

const x = input("x", [2, 3, 4]);

test("transpose() takes each dimension from where the permutation says", () => {
  expect(shapeOf(transpose(x, [2, 0, 1]))).toEqual([4, 2, 3]);
});

test.each([[[0, 1]], [[0, 1, 1]], [[1, 2, 3]], [[0, 1, -1]]])(
  "transpose() refuses the permutation %j of 3 dimensions",
  (permutation) => {
    expect(() => transpose(x, permutation)).toThrow(
      new ShapeError(
        `Cannot transpose [2, 3, 4] by [${permutation.join(", ")}]: needs every dimension once`,
      ),
    );
  },
);
