import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { pad, slice } from "./pad.ts";

const x = input("x", [2, 3]);

test("pad() adds to both ends of each dimension", () => {
  expect(
    shapeOf(
      pad(x, [
        [1, 0],
        [2, 3],
      ]),
    ),
  ).toEqual([3, 8]);
});

test("pad() of nothing is x itself", () => {
  expect(
    pad(x, [
      [0, 0],
      [0, 0],
    ]),
  ).toBe(x);
});

test.each([
  [[], "[]"],
  [[[1, 1]], "[[1,1]]"],
  [
    [
      [1, -1],
      [0, 0],
    ],
    "[[1,-1],[0,0]]",
  ],
  [
    [
      [0.5, 0],
      [0, 0],
    ],
    "[[0.5,0],[0,0]]",
  ],
] as [[number, number][], string][])("pad() refuses %j", (padding, shown) => {
  expect(() => pad(x, padding)).toThrow(
    new ShapeError(`Cannot pad [2, 3] by ${shown}: needs a pair of counts >= 0 for each dimension`),
  );
});

test("pad() refuses integers", () => {
  expect(() => pad(input("image", [1], "u8"), [[1, 1]])).toThrow(
    new ShapeError("Cannot pad: x is u8, needs f32"),
  );
});

test("slice() takes a box of any type", () => {
  expect(shapeOf(slice(x, [1, 0], [1, 2]))).toEqual([1, 2]);
  expect(slice(input("image", [4], "u8"), [1], [2]).type).toEqual({ dtype: "u8", shape: [2] });
});

test("slice() of all of x is x itself", () => {
  expect(slice(x, [0, 0], [2, 3])).toBe(x);
});

test.each([
  [
    [1, 0],
    [2, 3],
  ],
  [
    [0, 2],
    [2, 2],
  ],
  [
    [-1, 0],
    [1, 1],
  ],
  [
    [0, 0],
    [-1, 1],
  ],
  [
    [0, 0.5],
    [1, 1],
  ],
  [[0], [1]],
])("slice() at %j of %j refuses to leave [2, 3]", (start, shape) => {
  expect(() => slice(x, start, shape)).toThrow(
    new ShapeError(
      `Cannot slice [${shape.join(", ")}] at [${start.join(", ")}] from [2, 3]: needs a box inside it`,
    ),
  );
});
