import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import type { Node, Value } from "../graph/node.ts";
import { printGraph } from "../graph/print.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { conv2d } from "../ops/conv2d.ts";
import { input } from "../ops/leaves.ts";
import { linear } from "../ops/linear.ts";
import { relu } from "../ops/relu.ts";
import { flatten, reshape } from "../ops/reshape.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { sum } from "../ops/sum.ts";
import { tanh } from "../ops/tanh.ts";
import { fuseActivation } from "./fuseActivation.ts";

const x = input("x", [1, 1, 3, 3]);
const weight = input("weight", [2, 1, 2, 2]);
const sums = () => conv2d(x, { weight });
const always = (_: Node) => true;

/** What is left, as `conv2d tanh`: operations and the activations in them. */
function fusedOps(outputs: Readonly<Record<string, Value>>, pays = always): string[] {
  const graph = fuseActivation(makeGraph(outputs), pays);
  verifyGraph(graph);
  return nodesOf(graph)
    .filter(({ op }) => op.leaf === undefined)
    .map(({ op, attrs }) => {
      const { activation = "none" } = attrs as { readonly activation?: string };
      return activation === "none" ? op.name : `${op.name} ${activation}`;
    });
}

test("fuseActivation() moves an activation into the convolution before it", () => {
  const graph = makeGraph({ y: tanh(sums()) });
  const window = "stride: [1,1], padding: [[0,0],[0,0]], dilation: [1,1], groups: 1";
  const leaves = [
    '%0 = input() {name: "x", dtype: "f32", shape: [1,1,3,3]} : f32 [1, 1, 3, 3]',
    '%1 = input() {name: "weight", dtype: "f32", shape: [2,1,2,2]} : f32 [2, 1, 2, 2]',
  ];
  expect(printGraph(graph)).toBe(
    [
      ...leaves,
      `%2 = conv2d(%0, %1) {${window}, activation: "none"} : f32 [1, 2, 2, 2]`,
      "%3 = tanh(%2) : f32 [1, 2, 2, 2]",
      "y = %3",
    ].join("\n"),
  );
  expect(printGraph(fuseActivation(graph, always))).toBe(
    [
      ...leaves,
      `%2 = conv2d(%0, %1) {${window}, activation: "tanh"} : f32 [1, 2, 2, 2]`,
      "y = %2",
    ].join("\n"),
  );
});

test.each([
  ["relu", relu],
  ["tanh", tanh],
  ["sigmoid", sigmoid],
])("fuseActivation() fuses %s, into linear layers too", (name, activation) => {
  expect(fusedOps({ y: activation(sums()) })).toEqual([`conv2d ${name}`]);
  const layer = linear(input("features", [4, 3]), input("matrix", [2, 3]));
  expect(fusedOps({ y: activation(layer) })).toEqual([`linear ${name}`]);
});

test("fuseActivation() sees through another shape, which it applies afterwards", () => {
  expect(fusedOps({ y: tanh(flatten(sums())) })).toEqual(["conv2d tanh", "reshape"]);
  expect(fusedOps({ y: tanh(reshape(flatten(sums()), [2, 4])) })).toEqual([
    "conv2d tanh",
    "reshape",
  ]);
});

test("fuseActivation() leaves alone what something else reads", () => {
  const read = sums();
  expect(fusedOps({ y: tanh(read), read })).toEqual(["conv2d", "tanh"]);
  const twice = sums();
  expect(fusedOps({ y: tanh(twice), z: relu(twice) })).toEqual(["conv2d", "tanh", "relu"]);
  const seen = flatten(sums());
  expect(fusedOps({ y: tanh(seen), seen })).toEqual(["conv2d", "reshape", "tanh"]);
});

test("fuseActivation() leaves alone what comes after other operations, and a second activation", () => {
  expect(fusedOps({ y: tanh(add(sums(), sums())) })).toEqual(["conv2d", "conv2d", "add", "tanh"]);
  expect(fusedOps({ y: tanh(relu(sums())) })).toEqual(["conv2d relu", "tanh"]);
});

test("fuseActivation() does nothing more the second time", () => {
  const once = fuseActivation(makeGraph({ y: tanh(relu(sums())) }), always);
  expect(printGraph(fuseActivation(once, always))).toBe(printGraph(once));
});

test("fuseActivation() asks whether it pays", () => {
  const layer = linear(flatten(tanh(sums())), input("matrix", [3, 8]));
  const onLinear = fusedOps({ y: relu(layer) }, ({ op }) => op.name === "linear");
  expect(onLinear).toEqual(["conv2d", "tanh", "reshape", "linear relu"]);
});

test("fuseActivation() keeps a graph's gradients, which read the activation's output", () => {
  const loss = sum(tanh(sums()));
  const [dx, dWeight] = gradients(loss, [x, weight]);
  const graph = makeGraph({ loss, dx: dx!, dWeight: dWeight! });
  const fused = fuseActivation(graph, always);
  verifyGraph(fused);
  expect(nodesOf(fused).map(({ op }) => op.name)).not.toContain("tanh");
  const numbers = {
    x: [0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.7, 0.8, -0.9],
    weight: [1, -1, 0.5, 0.25, -0.5, 0.75, 1, -0.25],
  };
  const expected = runOnce(graph.outputs, numbers);
  for (const [name, values] of Object.entries(runOnce(fused.outputs, numbers))) {
    // The sums are not rounded to float32 before the activation any more.
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[name]![i]!, 6);
    });
  }
});
