import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { matmul } from "./matmul.ts";

test("matmul() gives the outer extents, whichever operand is transposed", () => {
  expect(shapeOf(matmul(input("a", [2, 3]), input("b", [3, 5])))).toEqual([2, 5]);
  expect(shapeOf(matmul(input("a", [3, 2]), input("b", [3, 5]), { transposeA: true }))).toEqual([
    2, 5,
  ]);
  expect(shapeOf(matmul(input("a", [2, 3]), input("b", [5, 3]), { transposeB: true }))).toEqual([
    2, 5,
  ]);
});

test("matmul() keeps leading dimensions", () => {
  expect(shapeOf(matmul(input("a", [7, 4, 2, 3]), input("b", [7, 4, 3, 5])))).toEqual([7, 4, 2, 5]);
});

test("matmul counts M·K·N multiply-adds for each leading index", () => {
  const { op, inputs, attrs, outputs } = matmul(input("a", [7, 2, 3]), input("b", [7, 3, 5])).node;
  const types = inputs.map(({ type }) => type);
  expect(op.macs(types, outputs, attrs)).toBe(7 * 2 * 3 * 5);
});

test.each([
  [
    [2, 3],
    [2, 3],
  ],
  [
    [4, 2, 3],
    [3, 5],
  ],
  [
    [4, 2, 3],
    [2, 3, 5],
  ],
  [[3], [3]],
])("matmul() refuses %j and %j", (a, b) => {
  expect(() => matmul(input("a", a), input("b", b))).toThrow(
    new ShapeError(
      `Cannot multiply matrices [${a.join(", ")}] and [${b.join(", ")}]: needs equal inner extents and equal leading dimensions`,
    ),
  );
});

test("matmul() shows which operand was to be transposed", () => {
  expect(() => matmul(input("a", [2, 3]), input("b", [3, 5]), { transposeA: true })).toThrow(
    new ShapeError(
      "Cannot multiply matrices [2, 3]ᵀ and [3, 5]: needs equal inner extents and equal leading dimensions",
    ),
  );
});

test("matmul() refuses integers", () => {
  expect(() => matmul(input("a", [2, 3], "i32"), input("b", [3, 5]))).toThrow(
    new ShapeError("Cannot multiply matrices: a is i32, needs f32"),
  );
});
