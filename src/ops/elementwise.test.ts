import { expect, test } from "vitest";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { type ElementwiseAttrs, elementwise, elementwiseGradOp } from "./elementwise.ts";
import { input } from "./leaves.ts";
import { sum } from "./sum.ts";

const x = input("x", [2, 3]);

test("elementwise() keeps the shape", () => {
  expect(shapeOf(elementwise(x, { function: "silu" }))).toEqual([2, 3]);
});

test("elementwise() refuses integers in the name of the function", () => {
  expect(() => elementwise(input("x", [2], "u8"), { function: "gelu" })).toThrow(
    new ShapeError("Cannot apply gelu: the operand is u8, needs f32"),
  );
});

test("elementwiseGrad needs dy in the shape of its source", () => {
  const attrs: ElementwiseAttrs = { function: "abs" };
  expect(() => applySingle(elementwiseGradOp, [x, input("dy", [3, 2])], attrs)).toThrow(
    new ShapeError("Cannot take the gradient of abs: dy is [3, 2], needs [2, 3]"),
  );
});

test.each<[string, ElementwiseAttrs]>([
  ["clip", { function: "clip", low: 0, high: 6 }],
  ["leakyRelu", { function: "leakyRelu", slope: 0.1 }],
  ["elu", { function: "elu", alpha: 1 }],
])("the gradient of %s reads the output, so that the input need not be kept", (_, attrs) => {
  const y = elementwise(x, attrs);
  const [dx] = gradients(sum(y), [x]);
  const grad = nodesOf(makeGraph({ dx: dx! })).find(({ op }) => op === elementwiseGradOp);
  expect(grad?.inputs[0]?.node).toBe(y.node);
});
