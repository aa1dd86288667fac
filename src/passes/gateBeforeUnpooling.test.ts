import fc from "fast-check";
import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { input } from "../ops/leaves.ts";
import { type MaxPool2dOptions, maxPool2d } from "../ops/maxPool2d.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { sum } from "../ops/sum.ts";
import { gateBeforeUnpooling } from "./gateBeforeUnpooling.ts";

const x = input("x", [2, 2, 5, 4]);

/** The gradient of a loss that weighs every pooled pixel otherwise. */
function gradientOf(pooled: Value): Value {
  const weight = input("weight", shapeOf(pooled));
  return gradients(sum(mul(pooled, weight)), [x])[0]!;
}

function gated(gradient: Value) {
  const graph = gateBeforeUnpooling(makeGraph({ gradient }));
  verifyGraph(graph);
  const gates = nodesOf(graph).filter(({ op }) => op.name === "reluGrad");
  return { graph, shapes: gates.map(({ outputs }) => outputs[0]!.shape) };
}

test.each<[string, MaxPool2dOptions]>([
  ["2×2", { kernelSize: 2 }],
  ["3×3 that overlap", { kernelSize: 3, stride: 1, padding: 1 }],
])("gateBeforeUnpooling() gives the same gradients for windows of %s", (_, options) => {
  const pooled = maxPool2d(relu(x), options);
  const gradient = gradientOf(pooled);
  const { graph, shapes } = gated(gradient);
  expect(shapes).toEqual([shapeOf(pooled)]);
  const count = shapeOf(pooled).reduce((size, extent) => size * extent, 1);
  // Few values, so that many are equal, and many are 0 or below.
  const numbers = (length: number) =>
    fc.array(fc.integer({ min: -2, max: 2 }), { minLength: length, maxLength: length });
  fc.assert(
    fc.property(numbers(80), numbers(count), (pixels, weight) => {
      const given = { x: pixels, weight };
      const unsigned = (results: Record<string, number[]>) =>
        Object.values(results).map((own) => own.map((number) => number + 0));
      expect(unsigned(runOnce(graph.outputs, given))).toEqual(
        unsigned(runOnce({ gradient }, given)),
      );
    }),
  );
});

test("gateBeforeUnpooling() leaves alone what is read by others, too, or pooled before", () => {
  const rectified = relu(x);
  const both = add(maxPool2d(rectified, { kernelSize: 3, stride: 1, padding: 1 }), rectified);
  expect(gated(gradientOf(both)).shapes).toEqual([shapeOf(x)]);
  const later = relu(maxPool2d(x, { kernelSize: 2 }));
  expect(gated(gradientOf(later)).shapes).toEqual([shapeOf(later)]);
});
