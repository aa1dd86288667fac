import { expect, test } from "vitest";
import { gradients } from "../autodiff/gradients.ts";
import { type Graph, makeGraph, nodesOf } from "../graph/graph.ts";
import { inLayer } from "../graph/layer.ts";
import { applySingle, type Op, type Value } from "../graph/node.ts";
import { printGraph } from "../graph/print.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { conv2d } from "../ops/conv2d.ts";
import { constant, input, state } from "../ops/leaves.ts";
import { linear } from "../ops/linear.ts";
import { logSoftmax } from "../ops/logSoftmax.ts";
import { matmul } from "../ops/matmul.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { type NoAttrs, noAttrs, noMacs } from "../ops/shapeRules.ts";
import { sub } from "../ops/sub.ts";
import { sum } from "../ops/sum.ts";
import { mixedPrecision } from "./mixedPrecision.ts";

const x = input("x", [2, 4]);
const w = state("w", [3, 4]);

/** The graph in mixed precision, which must still follow its own shape rules. */
function mixed(graph: Graph): Graph {
  const own = mixedPrecision(graph);
  verifyGraph(own);
  return own;
}

/** The nodes that compute, each with the type of its first output. */
function typesIn(graph: Graph): string[] {
  return nodesOf(graph)
    .filter(({ op }) => !op.leaf)
    .map(({ op, outputs }) => `${op.name} ${outputs[0]!.dtype}`);
}

test("mixedPrecision() rounds what is multiplied, once, and widens what goes out", () => {
  const hidden = relu(matmul(x, w, { transposeB: true }));
  const graph = mixed(makeGraph({ hidden, square: matmul(x, x, { transposeB: true }) }));
  expect(printGraph(graph)).toBe(
    [
      '%0 = input() {name: "x", dtype: "f32", shape: [2,4]} : f32 [2, 4]',
      '%1 = cast(%0) {dtype: "bf16"} : bf16 [2, 4]',
      '%2 = state() {name: "w", dtype: "f32", shape: [3,4]} : f32 [3, 4]',
      '%3 = cast(%2) {dtype: "bf16"} : bf16 [3, 4]',
      "%4 = matmul(%1, %3) {transposeA: false, transposeB: true} : bf16 [2, 3]",
      "%5 = relu(%4) : bf16 [2, 3]",
      '%6 = cast(%5) {dtype: "f32"} : f32 [2, 3]',
      "%7 = matmul(%1, %1) {transposeA: false, transposeB: true} : bf16 [2, 2]",
      '%8 = cast(%7) {dtype: "f32"} : f32 [2, 2]',
      "hidden = %6",
      "square = %8",
    ].join("\n"),
  );
});

test("mixedPrecision() keeps a bias, a loss and an update in f32", () => {
  const bias = state("bias", [3]);
  const logits = linear(x, w, bias);
  const loss = sum(mul(logSoftmax(logits), constant([1, 0, 0, 0, 0, 1], [2, 3])));
  const [dw, db] = gradients(loss, [w, bias]);
  const step = (value: Value, gradient: Value) => ({
    state: value,
    value: sub(value, affine(gradient, 0.1)),
  });
  const graph = mixed(makeGraph({ loss }, [step(w, dw!), step(bias, db!)]));
  expect(typesIn(graph)).toEqual([
    "cast bf16", // x
    "cast bf16", // w
    "linear f32",
    "logSoftmax f32",
    "mul f32",
    "sum f32",
    "reshape f32",
    "broadcastTo f32",
    "mul f32",
    "logSoftmaxGrad f32",
    "cast bf16", // what flows back into the layer
    "linearParameterGrad f32",
    "affine f32",
    "sub f32",
    "affine f32",
    "sub f32",
  ]);
});

test("mixedPrecision() lets pooling and the sum of two branches follow a convolution", () => {
  const images = input("images", [1, 2, 4, 4]);
  const kernel = state("kernel", [2, 2, 1, 1]);
  const y = conv2d(images, { weight: kernel });
  const graph = mixed(makeGraph({ y: maxPool2d(add(y, relu(y)), { kernelSize: 2 }) }));
  expect(typesIn(graph)).toEqual([
    "cast bf16",
    "cast bf16",
    "conv2d bf16",
    "relu bf16",
    "add bf16",
    "maxPool2d bf16",
    "cast f32",
  ]);
});

test("mixedPrecision() rounds nothing that only meets bf16, but for single numbers", () => {
  const product = matmul(x, x, { transposeB: true });
  const withMatrix = mixed(makeGraph({ y: mul(product, input("mask", [2, 2])) }));
  expect(typesIn(withMatrix)).toEqual(["cast bf16", "matmul bf16", "cast f32", "mul f32"]);
  const withNumber = mixed(makeGraph({ y: mul(product, input("rate", [])) }));
  expect(typesIn(withNumber)).toEqual([
    "cast bf16",
    "matmul bf16",
    "cast bf16",
    "mul bf16",
    "cast f32",
  ]);
});

test("mixedPrecision() lets a linear layer write f32 only where nothing reads it in bf16", () => {
  const logits = linear(x, w);
  const alone = mixed(makeGraph({ y: logSoftmax(logits), logits }));
  expect(typesIn(alone)).toEqual(["cast bf16", "cast bf16", "linear f32", "logSoftmax f32"]);
  const shared = mixed(makeGraph({ y: logSoftmax(logits), also: relu(logits) }));
  expect(typesIn(shared)).toContain("linear bf16");
});

test("mixedPrecision() gives an operation of a user's own f32", () => {
  const own: Op<NoAttrs> = {
    name: "relu",
    infer: ([type]) => [type!],
    gradient: () => ({ none: "it is made up" }),
    macs: noMacs,
  };
  const y = applySingle(own, [matmul(x, x, { transposeB: true })], noAttrs);
  expect(typesIn(mixed(makeGraph({ y })))).toEqual([
    "cast bf16",
    "matmul bf16",
    "cast f32",
    "relu f32",
  ]);
});

test("mixedPrecision() leaves a graph as it is that multiplies nothing", () => {
  const graph = makeGraph({ y: affine(x, 2) }, [{ state: w, value: affine(w, 0.5) }]);
  expect(printGraph(mixed(graph))).toBe(printGraph(graph));
});

test("mixedPrecision() keeps the layers that nodes belong to", () => {
  const y = inLayer("f6", () => matmul(x, w, { transposeB: true }));
  const computed = nodesOf(mixed(makeGraph({ y }))).filter(({ op }) => !op.leaf);
  expect(computed.map(({ op, layer }) => [op.name, layer])).toEqual([
    ["cast", "f6"],
    ["cast", "f6"],
    ["matmul", "f6"],
    ["cast", undefined],
  ]);
});
