import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "../ops/leaves.ts";
import { sum } from "../ops/sum.ts";
import { embedding } from "./embedding.ts";

const options = { count: 3, features: 2 };

test("embedding() gives the row of each index, and rows learn as often as they were read", () => {
  const record = leafScope();
  const y = embedding(input("words", [2, 2], "i32"), record.scope, options);
  expect(shapeOf(y)).toEqual([2, 2, 2]);
  const [dWeight] = gradients(sum(y), record.values);
  const numbers = { words: [2, 0, 2, 2], weight: [1, 2, 3, 4, 5, 6] };
  expect(runOnce({ y, dWeight: dWeight! }, numbers)).toEqual({
    y: [5, 6, 1, 2, 5, 6, 5, 6],
    dWeight: [1, 1, 0, 0, 3, 3],
  });
});

test("embedding() refuses indices that are no integers", () => {
  expect(() => embedding(input("words", [2]), leafScope().scope, options)).toThrow(
    new ShapeError("Cannot gather: indices are f32, needs i32 or u8"),
  );
});
