import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { inLayer } from "../graph/layer.ts";
import type { Value } from "../graph/node.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { batchNorm } from "../ops/batchNorm.ts";
import { batchNormEval } from "../ops/batchNormEval.ts";
import { input } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { sum } from "../ops/sum.ts";
import { fuseBatchNorm } from "./fuseBatchNorm.ts";

const x = input("x", [3, 2]);
const factors = input("factors", [3, 2]);
const [scale, shift, mean, variance] = ["scale", "shift", "mean", "variance"].map((name) =>
  input(name, [2]),
) as [Value, Value, Value, Value];
const inTraining = () => batchNorm(x, { scale, shift }, { epsilon: 0.1 });
const after = () => batchNormEval(x, { scale, shift, mean, variance }, { epsilon: 0.1 });

const numbers = {
  x: [0.5, -1, 2, 0.25, -0.75, 1.5],
  factors: [1, -2, 0.5, 3, -1, 0.25],
  scale: [1.5, -0.5],
  shift: [0.1, 0.2],
  mean: [0.3, -0.2],
  variance: [0.8, 1.2],
};

/** The loss of a value in which every element counts in its own way, and its gradients. */
function withGradients(y: Value): Readonly<Record<string, Value>> {
  const loss = sum(mul(y, factors));
  const [dx, dScale, dShift] = gradients(loss, [x, scale, shift]);
  return { loss, dx: dx!, dScale: dScale!, dShift: dShift! };
}

/** What is left of normalisations and ReLUs, as `batchNorm relu`. */
function fusedOps(outputs: Readonly<Record<string, Value>>): string[] {
  const graph = fuseBatchNorm(makeGraph(outputs));
  verifyGraph(graph);
  return nodesOf(graph)
    .filter(({ op }) => /relu|batchNorm/i.test(op.name))
    .map(({ op, attrs }) => {
      const { activation = "none" } = attrs as { readonly activation?: string };
      return activation === "none" ? op.name : `${op.name} ${activation}`;
    });
}

test("fuseBatchNorm() moves a ReLU into the normalisation before it", () => {
  expect(fusedOps({ y: relu(inTraining().y) })).toEqual(["batchNorm relu"]);
  expect(fusedOps({ y: relu(after()) })).toEqual(["batchNormEval relu"]);
});

test.each([
  ["batchNorm", () => inTraining().y],
  ["batchNormEval", after],
])("fuseBatchNorm() moves the gradients of a ReLU into those of %s", (name, build) => {
  const outputs = withGradients(relu(build()));
  expect(fusedOps(outputs)).toEqual([`${name} relu`, "batchNormGrad relu"]);
  const fused = runOnce(fuseBatchNorm(makeGraph(outputs)).outputs, numbers);
  for (const [own, values] of Object.entries(runOnce(outputs, numbers))) {
    values.forEach((value, i) => {
      expect(fused[own]![i]).toBeCloseTo(value, 6);
    });
  }
});

test("fuseBatchNorm() keeps what else reads the statistics", () => {
  const { y, ...statistics } = inTraining();
  const graph = fuseBatchNorm(makeGraph({ y: relu(y), ...statistics }));
  expect(fusedOps({ y: relu(y), ...statistics })).toEqual(["batchNorm relu"]);
  expect(graph.outputs.variance!.index).toBe(2);
  expect(graph.outputs.variance!.node).toBe(graph.outputs.y!.node);
});

test("fuseBatchNorm() leaves alone what something else reads", () => {
  const { y } = inTraining();
  expect(fusedOps({ y, rectified: relu(y) })).toEqual(["batchNorm", "relu"]);
  expect(fusedOps({ sum: add(relu(y), y) })).toEqual(["batchNorm", "relu"]);
  expect(fusedOps({ mean: relu(inTraining().mean) })).toEqual(["batchNorm", "relu"]);
});

// In a residual block dy of the sum goes to the shortcut too, and the ReLU is not the normalisation's own.
test("fuseBatchNorm() leaves alone the gradient of a ReLU behind a sum", () => {
  expect(fusedOps(withGradients(relu(add(inTraining().y, x))))).toEqual([
    "batchNorm",
    "relu",
    "reluGrad",
    "batchNormGrad",
  ]);
  expect(fusedOps(withGradients(relu(add(inTraining().y, factors))))).toEqual([
    "batchNorm",
    "relu",
    "reluGrad",
    "batchNormGrad",
  ]);
});

test("fuseBatchNorm() does not fuse a second ReLU", () => {
  expect(fusedOps({ y: relu(relu(inTraining().y)) })).toEqual(["batchNorm relu", "relu"]);
  const once = fuseBatchNorm(makeGraph({ y: relu(relu(inTraining().y)) }));
  expect(fusedOps(once.outputs)).toEqual(["batchNorm relu", "relu"]);
});

test("fuseBatchNorm() keeps the layer that a normalisation belongs to", () => {
  const { y } = inLayer("bn1", inTraining);
  const graph = fuseBatchNorm(makeGraph({ y: relu(y) }));
  expect(graph.outputs.y!.node.layer).toBe("bn1");
});
