import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { makeStream } from "../core/random.ts";
import { sizeOf } from "../core/shape.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
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
  return gradients(sum(mul(cast(pooled, "f32"), weight)), [x])[0]!;
}

function gated(gradient: Value) {
  const graph = gateBeforeUnpooling(makeGraph({ gradient }));
  verifyGraph(graph);
  const gates = nodesOf(graph).filter(({ op }) => op.name === "reluGrad");
  return { graph, shapes: gates.map(({ outputs }) => outputs[0]!.shape) };
}

/** Zeros without a sign, which depends on how they were computed. */
const unsigned = ({ gradient }: { readonly gradient?: number[] }) =>
  gradient!.map((number) => number + 0);

const windows: [string, MaxPool2dOptions][] = [
  ["2×2", { kernelSize: 2 }],
  ["2×2, the last of which reach beyond the edge", { kernelSize: 2, ceilMode: true }],
  ["2×2 with gaps", { kernelSize: 2, stride: 1, dilation: 2 }],
  ["3×3 that overlap", { kernelSize: 3, stride: 1, padding: 1 }],
];

describe.each(windows)("gateBeforeUnpooling() for windows of %s", (_, options) => {
  test.each(["f32", "bf16"] as const)("gives the same gradients in %s", (dtype) => {
    const pooled = maxPool2d(relu(cast(x, dtype)), options);
    const gradient = gradientOf(pooled);
    const { graph, shapes } = gated(gradient);
    expect(shapes).toEqual([shapeOf(pooled)]);
    // Few values, so that many are equal, and many are 0 or below.
    const numbers = (length: number) =>
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(numbers(80), numbers(sizeOf(shapeOf(pooled))), (pixels, weight) => {
        const given = { x: pixels, weight };
        expect(unsigned(runOnce(graph.outputs, given))).toEqual(
          unsigned(runOnce({ gradient }, given)),
        );
      }),
    );
  });

  test.each(everyBackend())("keeps the gradients that %s gives", (_, backend) => {
    const stream = makeStream(0, "pixels");
    for (const dtype of backend.bf16 === "none" ? (["f32"] as const) : (["f32", "bf16"] as const)) {
      const pooled = maxPool2d(relu(cast(x, dtype)), options);
      const gradient = gradientOf(pooled);
      const numbers = (step: number) =>
        Array.from({ length: 80 }, (_, at) => stream.integers(step, at, 5) - 2);
      const weight = numbers(1).slice(0, sizeOf(shapeOf(pooled)));
      const given = { x: numbers(0), weight };
      expect(unsigned(runOnce({ gradient }, given, backend))).toEqual(
        unsigned(runOnce({ gradient }, given)),
      );
    }
  });
});

test("gateBeforeUnpooling() leaves alone what is read by others, too, or pooled before", () => {
  const rectified = relu(x);
  const both = add(maxPool2d(rectified, { kernelSize: 3, stride: 1, padding: 1 }), rectified);
  expect(gated(gradientOf(both)).shapes).toEqual([shapeOf(x)]);
  const later = relu(maxPool2d(x, { kernelSize: 2 }));
  expect(gated(gradientOf(later)).shapes).toEqual([shapeOf(later)]);
});
