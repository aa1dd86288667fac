import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { inLayer } from "../graph/layer.ts";
import { apply, applySingle, type Value } from "../graph/node.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
import { constant, input, zeros } from "../ops/leaves.ts";
import { linear, linearOp, linearParameterGradOp } from "../ops/linear.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { noAttrs } from "../ops/shapeRules.ts";
import { sigmoidGradOp } from "../ops/sigmoid.ts";
import { tanhGradOp } from "../ops/tanh.ts";
import { foldZeros } from "./foldZeros.ts";

const x = input("x", [2, 3]);
const weight = input("weight", [4, 3]);
const bias = input("bias", [4]);
const nothing = zeros([2, 3]);
const numbers = {
  x: [1, -2, 3, -4, 5, -6],
  weight: [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3],
  bias: [1, 2, 3, 4],
};

/** The operations that are left, and a check that the numbers are the same and their types sound. */
function leftOf(...values: readonly Value[]): string[] {
  const graph = makeGraph({ ...Object.fromEntries(values.map((value, at) => [`y${at}`, value])) });
  const folded = foldZeros(graph);
  verifyGraph(folded);
  const unsigned = (results: Record<string, number[]>) =>
    Object.entries(results).map(([name, own]) => [name, own.map((number) => number + 0)]);
  expect(unsigned(runOnce(folded.outputs, numbers))).toEqual(
    unsigned(runOnce(graph.outputs, numbers)),
  );
  return nodesOf(folded)
    .filter(({ op }) => op.leaf !== "input")
    .map(({ op }) => op.name);
}

test.each([
  ["mul", mul(x, nothing)],
  ["mul of different shapes", mul(x, constant(0))],
  ["matmul", matmul(weight, zeros([3, 2]))],
  ["linear", linear(nothing, weight)],
  ["linear of a zero weight", linear(x, zeros([4, 3]))],
  ["sigmoidGrad", applySingle(sigmoidGradOp, [x, nothing], noAttrs)],
  ["products of products", mul(x, mul(x, nothing))],
])("foldZeros() makes a constant of %s", (_, value) => {
  expect(leftOf(value)).toEqual(["constant"]);
});

test("foldZeros() leaves out zeros as a summand", () => {
  expect(leftOf(add(mul(x, nothing), x))).toEqual([]);
  expect(leftOf(add(x, constant(0)))).toEqual([]);
  expect(leftOf(add(nothing, nothing))).toEqual(["constant"]);
});

test("foldZeros() keeps a sum that is larger than what is added to the zeros", () => {
  expect(leftOf(add(zeros([2, 2, 3]), x))).toEqual(["constant", "add"]);
});

test("foldZeros() leaves the bias of a linear layer on zeros, and its gradient", () => {
  expect(leftOf(linear(nothing, weight, bias))).toEqual(["broadcastTo"]);
  const gradients = apply(linearParameterGradOp, [zeros([2, 5]), x], { hasBias: true });
  expect(leftOf(...gradients)).toEqual(["constant", "sum"]);
  const ofWeight = apply(linearParameterGradOp, [zeros([2, 5]), x], { hasBias: false });
  expect(leftOf(...ofWeight)).toEqual(["constant"]);
});

test("foldZeros() keeps what is not zero where an operand is", () => {
  const activated = applySingle(linearOp, [nothing, weight], { activation: "sigmoid" });
  expect(leftOf(activated)).toEqual(["constant", "linear"]);
  expect(leftOf(linear(x, weight, zeros([4])))).toEqual(["constant", "linear"]);
  expect(leftOf(applySingle(tanhGradOp, [nothing, x], noAttrs))).toEqual(["constant", "tanhGrad"]);
  expect(leftOf(mul(x, constant([0, 1, 0], [3])))).toEqual(["constant", "mul"]);
});

test("foldZeros() knows zeros in bf16 and gives them", () => {
  const product = mul(cast(x, "bf16"), cast(nothing, "bf16"));
  expect(leftOf(cast(product, "f32"))).toEqual(["constant", "cast", "cast"]);
  const sums = linear(cast(nothing, "bf16"), cast(weight, "bf16"), bias);
  expect(leftOf(cast(sums, "f32"))).toEqual(["broadcastTo", "cast", "cast"]);
});

test("foldZeros() leaves a graph without zeros as it is, and layers their names", () => {
  const graph = makeGraph({ y: linear(x, weight, bias) });
  expect(foldZeros(graph).outputs.y!.node).toBe(graph.outputs.y!.node);
  const named = makeGraph({ y: inLayer("memory", () => linear(nothing, weight, bias)) });
  expect(foldZeros(named).outputs.y!.node.layer).toBe("memory");
});
