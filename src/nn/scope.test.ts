import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { GraphError } from "../core/errors.ts";
import { constant, state } from "../ops/leaves.ts";
import { zeros } from "./initialisers.ts";
import { makeScope } from "./scope.ts";

const parameter = (shape: readonly number[]) => ({ shape, initialiser: zeros });

test("makeScope() gives parameters names and places in the order in which they are asked for", () => {
  const { scope, parameters } = makeScope(({ name, shape }) => state(name, shape));
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
  const { scope, values } = makeScope(() => constant([5, 6, 7], [3]));
  const masked = scope.parameter("weight", { ...parameter([3]), mask: [1, 0, 1] });
  expect(runOnce({ masked, whole: values[0]! })).toEqual({ masked: [5, 0, 7], whole: [5, 6, 7] });
});

test("makeScope() records named layers and hands them back", () => {
  const { scope, layers } = makeScope(({ name, shape }) => state(name, shape));
  const value = constant(1);
  expect(scope.child("block").tap("c1", value)).toBe(value);
  expect(layers).toEqual({ "block.c1": value });
});

test("makeScope() refuses a name that is taken", () => {
  const { scope } = makeScope(({ name, shape }) => state(name, shape));
  scope.parameter("weight", parameter([1]));
  scope.tap("c1", constant(1));
  expect(() => scope.parameter("weight", parameter([1]))).toThrow(
    new GraphError('Cannot name two parameters "weight": names must be unique'),
  );
  expect(() => scope.tap("c1", constant(1))).toThrow(
    new GraphError('Cannot name two layers "c1": names must be unique'),
  );
});
