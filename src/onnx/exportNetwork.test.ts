import { expect, test } from "vitest";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { GraphError } from "../core/errors.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { initialNumbers, type Network } from "../nn/network.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { batchNorm } from "../ops/batchNorm.ts";
import { cast } from "../ops/cast.ts";
import { concat } from "../ops/concat.ts";
import { gather } from "../ops/gather.ts";
import { constant } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { slice } from "../ops/pad.ts";
import { uniform } from "../ops/random.ts";
import { relu } from "../ops/relu.ts";
import { reshape } from "../ops/reshape.ts";
import { broadcastTo } from "../ops/sum.ts";
import { exportNetwork } from "./exportNetwork.ts";
import type { OnnxModel } from "./model.ts";

const numbers = initialNumbers(tinyNetwork, 0);

/** A network of images [3, 4] that is one function. */
function networkOf(build: Network["build"]): Network {
  return { ...tinyNetwork, name: "own", inputShape: [3, 4], build };
}

function exported(build: Network["build"]): OnnxModel {
  const nothing = { parameters: new Float32Array(), buffers: new Float32Array() };
  return exportNetwork(networkOf(build), nothing, "1.2.3");
}

/** The nodes as text, one a line. */
function linesOf({ nodes }: OnnxModel): string[] {
  return nodes.map(({ type, inputs, outputs }) => `${outputs} = ${type}(${inputs.join(", ")})`);
}

test("exportNetwork() names nodes by layer and numbers by parameter, and says what the file is", () => {
  const model = exportNetwork(tinyNetwork, numbers, "1.2.3");
  expect(linesOf(model)).toEqual([
    "tiny/Reshape = Reshape(images, integers)",
    "f1/Gemm = Gemm(tiny/Reshape, f1.weight, f1.bias)",
    "tiny/Tanh = Tanh(f1/Gemm)",
    "logits = Gemm(tiny/Tanh, output.weight, output.bias)",
  ]);
  expect(model.nodes.at(-1)!.name).toBe("output/Gemm");
  expect(model).toMatchObject({
    opset: 17,
    producer: { name: "learnscope", version: "1.2.3" },
    metadata: { network: "tiny", options: "{}", learnscope: "1.2.3" },
    inputs: [{ name: "images", shape: [{ timesBatch: 1 }, 1, 3, 4] }],
    outputs: [{ name: "logits", shape: [{ timesBatch: 1 }, 3] }],
  });
});

test("exportNetwork() writes a parameter's own memory, in the parameter's shape", () => {
  const { initialisers } = exportNetwork(tinyNetwork, numbers, "1.2.3");
  const weight = initialisers.find(({ name }) => name === "f1.weight")!;
  expect(weight.shape).toEqual([5, 12]);
  expect(weight.bytes.buffer).toBe(numbers.parameters.buffer);
  expect(weight.bytes).toHaveLength(240);
});

test("exportNetwork() leaves out what the logits do not need", () => {
  const model = exported((x) => {
    affine(x, 2);
    return relu(x);
  });
  expect(linesOf(model)).toEqual(["logits = Relu(images)"]);
  expect(model.initialisers).toEqual([]);
});

test("exportNetwork() asks the input for the batch size where extents need it, once", () => {
  const model = exported((x) => {
    const batch = shapeOf(x)[0]!;
    const rows = reshape(x, [batch * 3, 4]);
    const halves = [0, 1, 2].map((at) => slice(rows, [at * batch, 0], [batch, 4]));
    return add(concat(halves, 1), broadcastTo(constant(1), [batch, 12]));
  });
  const asked = model.nodes.filter(({ type }) => type === "Shape");
  expect(asked).toHaveLength(1);
  expect(asked[0]!.inputs).toEqual(["images"]);
  expect(model.nodes.map(({ type }) => type)).toEqual([
    "Reshape",
    "Shape",
    "Slice",
    "Mul",
    "Slice",
    "Mul",
    "Slice",
    "Concat",
    "Concat",
    "Expand",
    "Add",
  ]);
});

test("exportNetwork() writes a constant of the batch's size as one number", () => {
  const model = exported((x) => add(x, constant(Array(shapeOf(x)[0]! * 12).fill(5), shapeOf(x))));
  expect(model.initialisers.find(({ name }) => name === "constant")).toMatchObject({
    shape: [],
    bytes: new Uint8Array(Float32Array.of(5).buffer),
  });
});

const ownOp: Op<Readonly<Record<never, never>>> = {
  name: "double",
  infer: ([x]) => [x!],
  gradient: () => [null],
  macs: () => 0,
};

/** A number for every example: 0, 1, 2, … */
const numbered = (x: Value) =>
  constant(
    Array.from({ length: shapeOf(x)[0]! }, (_, i) => i),
    [shapeOf(x)[0]!, 1, 1],
  );

const indices = applySingle(
  { ...ownOp, name: "constant", leaf: "constant", infer: () => [{ dtype: "i32", shape: [1] }] },
  [],
  { data: Int32Array.of(-1), dtype: "i32", shape: [1] },
);

test.each<[string, Network["build"], string]>([
  [
    "random numbers",
    (x, scope) => mul(x, uniform(scope.random("noise").key, { stream: "noise", shape: [3, 4] })),
    'Cannot export a network with the input "random" to ONNX: needs no input but "images"',
  ],
  [
    "statistics of the batch",
    (x) => batchNorm(x, { scale: constant([1, 1, 1], [3]), shift: constant([0, 0, 0], [3]) }).y,
    'Cannot export "batchNorm" of layer "own" to ONNX: an answer must not depend on the rest of the batch, needs a network without it',
  ],
  [
    "other types",
    (x) => cast(cast(x, "bf16"), "f32"),
    'Cannot export "cast" of layer "own" to ONNX: files hold the network in f32, needs a network without it',
  ],
  [
    "operations of one's own",
    (x) => applySingle(ownOp, [x], {}),
    'Cannot export "double" of layer "own" to ONNX: it is an operation of one\'s own, needs one of the engine\'s',
  ],
  [
    "settings that depend on the batch",
    (x) => affine(x, shapeOf(x)[0]!),
    'Cannot export "affine" of layer "own" to ONNX: its settings depend on the batch size, needs the same for all',
  ],
  [
    "constants that depend on the batch",
    (x) => add(x, constant(shapeOf(x)[0]!)),
    'Cannot export "constant" of layer "own" to ONNX: what it holds depends on the batch size, needs the same for all',
  ],
  [
    "constants that differ by example",
    (x) => add(x, numbered(x)),
    'Cannot export "constant" of layer "own" to ONNX: it holds other numbers for every example, needs the same for all',
  ],
  [
    "other operations for other batches",
    (x) => (shapeOf(x)[0] === 2 ? relu(x) : affine(x, 2)),
    'Cannot export "own" to ONNX: for a batch of 3 it has other operations than for 2, needs the same for all',
  ],
  [
    "a box that grows with the batch, but stays where it is",
    (x) => slice(reshape(x, [shapeOf(x)[0]! * 12]), [1], [shapeOf(x)[0]!]),
    'Cannot export "slice" of layer "own" to ONNX: only its start or only its extent grows with the batch, needs both',
  ],
  [
    "indices outside",
    (x) => gather(x, indices, { axis: 1 }),
    'Cannot export "gather" of layer "own" to ONNX: an index may lie outside, needs known ones that lie inside',
  ],
])("exportNetwork() refuses %s", (_, build, message) => {
  expect(() => exported(build)).toThrow(new GraphError(message));
});

test("exportNetwork() refuses more numbers than a file has room for", () => {
  const large = networkOf((x, scope) => {
    scope.parameter("weight", { shape: [2 ** 29], initialiser: () => {} });
    return x;
  });
  expect(() => exportNetwork(large, numbers, "1.2.3")).toThrow(
    new GraphError(
      'Cannot export "own" to ONNX: it has 536870912 numbers, a file has room for 532676608',
    ),
  );
});
