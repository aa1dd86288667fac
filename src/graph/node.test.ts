import { expect, test } from "vitest";
import { input } from "../ops/leaves.ts";
import { maxPool2dOp } from "../ops/maxPool2d.ts";
import { pool2dAttrs } from "../ops/pool2d.ts";
import { apply, applySingle, shapeOf } from "./node.ts";

const x = input("x", [1, 1, 4, 4]);
const attrs = pool2dAttrs({ kernelSize: 2 }, [1, 1, 4, 4]);

test("apply() gives one value for each output of the node", () => {
  const values = apply(maxPool2dOp, [x], attrs);
  expect(values.map(({ index, type }) => [index, type.dtype, type.shape])).toEqual([
    [0, "f32", [1, 1, 2, 2]],
    [1, "i32", [1, 1, 2, 2]],
  ]);
  expect(values[0]!.node).toBe(values[1]!.node);
  expect(values[0]!.node.inputs).toEqual([x]);
});

test("applySingle() gives the first output", () => {
  const y = applySingle(maxPool2dOp, [x], attrs);
  expect(y.index).toBe(0);
  expect(shapeOf(y)).toEqual([1, 1, 2, 2]);
});

test("nodes and values cannot be changed", () => {
  const y = applySingle(maxPool2dOp, [x], attrs);
  expect(Object.isFrozen(y)).toBe(true);
  expect(Object.isFrozen(y.node)).toBe(true);
});
