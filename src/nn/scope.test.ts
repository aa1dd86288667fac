import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { GraphError } from "../core/errors.ts";
import { constant, state } from "../ops/leaves.ts";
import { zeros } from "./initialisers.ts";
import { makeScope } from "./scope.ts";

const parameter = (shape: readonly number[]) => ({ shape, initialiser: zeros });

test("makeScope() gives parameters names and places in the order in which they are asked for", () => {
  const { scope, parameters } = leafScope();
  scope.child("c1").parameter("weight", parameter([2, 3]));
  scope.child("c1").parameter("bias", parameter([2]));
  scope
    .child("block")
    .child("c2")
    .parameter("weight", parameter([4]));
  expect(parameters.map(({ name, offset }) => [name, offset])).toEqual([
    ["c1.weight", 0],
    ["c1.bias", 6],
    ["block.c2.weight", 8],
  ]);
});

test("makeScope() cuts out what a mask says", () => {
  const { scope, values } = makeScope({
    mode: "train",
    parameter: () => constant([5, 6, 7], [3]),
    buffer: ({ name, shape }) => state(name, shape),
  });
  const masked = scope.parameter("weight", { ...parameter([3]), mask: [1, 0, 1] });
  expect(runOnce({ masked, whole: values[0]! })).toEqual({ masked: [5, 0, 7], whole: [5, 6, 7] });
});

test("makeScope() records named layers and hands them back", () => {
  const { scope, layers } = leafScope();
  const value = constant(1);
  expect(scope.child("block").tap("c1", value)).toBe(value);
  expect(layers).toEqual({ "block.c1": value });
});

test("makeScope() knows stages within layers from the layers", () => {
  const { scope, layers, stages } = leafScope();
  const value = constant(1);
  expect(scope.child("c1").stage("sums", value)).toBe(value);
  scope.tap("c1", value);
  expect(Object.keys(layers)).toEqual(["c1.sums", "c1"]);
  expect([...stages]).toEqual(["c1.sums"]);
});

test("makeScope() refuses a name that is taken", () => {
  const { scope } = leafScope();
  scope.parameter("weight", parameter([1]));
  scope.tap("c1", constant(1));
  expect(() => scope.parameter("weight", parameter([1]))).toThrow(
    new GraphError('Cannot name two parameters "weight": names must be unique'),
  );
  expect(() => scope.tap("c1", constant(1))).toThrow(
    new GraphError('Cannot name two layers "c1": names must be unique'),
  );
});

test("makeScope() keeps buffers apart from parameters, and what they become", () => {
  const { scope, parameters, buffers, bufferValues, nextBuffers } = leafScope();
  const norm = scope.child("norm");
  norm.parameter("weight", parameter([2]));
  const mean = norm.buffer("mean", { shape: [2], initialValue: 0 });
  norm.buffer("variance", { shape: [2], initialValue: 1 });
  const next = constant([3, 4], [2]);
  norm.update("mean", next);
  expect(parameters.map(({ name }) => name)).toEqual(["norm.weight"]);
  expect(buffers.map(({ name, offset }) => [name, offset])).toEqual([
    ["norm.mean", 0],
    ["norm.variance", 2],
  ]);
  expect(bufferValues[0]).toBe(mean);
  expect(nextBuffers).toEqual([next, bufferValues[1]]);
});

test("makeScope() updates nothing in eval mode", () => {
  const { scope, bufferValues, nextBuffers } = leafScope("eval");
  scope.buffer("mean", { shape: [2], initialValue: 0 });
  scope.update("mean", constant([3, 4], [2]));
  expect(nextBuffers).toEqual(bufferValues);
});

test("makeScope() refuses to update a buffer that does not exist", () => {
  const { scope } = leafScope();
  expect(() => scope.child("norm").update("mean", constant(1))).toThrow(
    new GraphError('Cannot update buffer "norm.mean": there is none of that name, needs one'),
  );
});

test("makeScope() names streams after their purpose and place, and shares one key", () => {
  const { scope } = leafScope();
  const [one, other] = [scope.child("f6").random("dropout"), scope.random("pool")];
  expect([one.stream, other.stream]).toEqual(["dropout/f6", "pool"]);
  expect(one.key).toBe(other.key);
  expect(one.key.type).toEqual({ dtype: "i32", shape: [4] });
});
