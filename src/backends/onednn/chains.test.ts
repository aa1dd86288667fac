import fc from "fast-check";
import { expect, test } from "vitest";
import { afterSteps, arithmeticSteps } from "../../../test/support/arithmeticSteps.ts";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../test/support/expectAsReference.ts";
import { makeGraph, nodesOf } from "../../graph/graph.ts";
import type { Value } from "../../graph/node.ts";
import { add } from "../../ops/add.ts";
import { affine } from "../../ops/affine.ts";
import { cast } from "../../ops/cast.ts";
import { div } from "../../ops/div.ts";
import { input } from "../../ops/leaves.ts";
import { matmul } from "../../ops/matmul.ts";
import { mul } from "../../ops/mul.ts";
import { pow, sqrt } from "../../ops/pow.ts";
import { sub } from "../../ops/sub.ts";
import { Chains } from "./chains.ts";

const [x, y, z] = ["x", "y", "z"].map((name) => input(name, [5])) as [Value, Value, Value];
const number = input("number", []);

/** The operations that are computed with others, and those that a chain of several is computed in. */
function chained(outputs: Readonly<Record<string, Value>>) {
  const graph = makeGraph(outputs);
  const nodes = nodesOf(graph);
  const chains = new Chains(graph, nodes);
  const names = (own: typeof nodes) => own.map(({ op }) => op.name);
  return {
    within: names(nodes.filter((node) => chains.has(node))),
    ends: names(nodes.filter((node) => chains.endsIn(node))),
  };
}

test("Chains go through everything that is read once", () => {
  const quotient = div(y, add(sqrt(x), number));
  expect(chained({ step: sub(z, mul(quotient, number)) })).toEqual({
    within: ["elementwise", "add", "div", "mul"],
    ends: ["add", "div", "mul", "sub"],
  });
});

test("Chains end where a result is read twice or is an output", () => {
  const product = mul(x, y);
  expect(chained({ sum: add(product, mul(product, z)) }).within).toEqual(["mul"]);
  expect(chained({ square: mul(product, product) }).within).toEqual([]);
  expect(chained({ product, sum: add(product, z) }).within).toEqual([]);
});

test("Chains take both factors of a sum, and of other operands the longer chain", () => {
  expect(chained({ sum: add(affine(x, 2), affine(y, 3)) }).within).toEqual(["affine", "affine"]);
  expect(chained({ product: mul(affine(x, 2), affine(y, 3)) }).within).toEqual(["affine"]);
  const longer = add(mul(mul(x, y), z), mul(x, z));
  expect(chained({ longer }).within).toEqual(["mul", "mul"]);
  // Shifts are no factors.
  expect(chained({ sum: add(affine(x, 2, 1), affine(y, 3)) }).within).toEqual(["affine"]);
});

test("Chains leave out what oneDNN cannot do on the way", () => {
  const row = input("row", [1, 5]);
  const column = input("column", [5, 1]);
  expect(chained({ y: affine(mul(row, column), 2) }).within).toEqual([]);
  expect(chained({ y: affine(pow(x, 3), 2) }).within).toEqual([]);
  expect(chained({ y: cast(mul(cast(x, "bf16"), cast(y, "bf16")), "f32") }).within).toEqual([]);
  // One number stretched over many is no part of the chain of the many.
  expect(chained({ y: mul(x, mul(number, number)) }).within).toEqual([]);
});

test("Chains are as long as one primitive allows", () => {
  const long = Array.from({ length: 20 }).reduce<Value>((value) => mul(value, y), x);
  const { within } = chained({ long });
  expect(within).toHaveLength(18);
});

test("Chains of several wait for no product that is computed after their beginning", () => {
  const [a, b, c, d, leaf] = ["a", "b", "c", "d", "leaf"].map((name) => input(name, [2, 2]));
  const product = (matrix: Value | undefined) => matmul(matrix!, matrix!);
  const sum = add(add(product(a), product(b)), product(c));
  expect(chained({ y: add(sum, product(d)) }).within).toEqual(["add"]);
  // What is there from the start, and what is element by element itself.
  expect(chained({ y: add(sum, leaf!) }).within).toEqual(["add", "add"]);
  expect(chained({ y: add(sum, mul(leaf!, d!)) }).within).toEqual(["add", "add"]);
});

describeOnednn("Chains", (backend) => {
  test("compute what their operations do one by one", () => {
    const vector = (from: number) => Array.from({ length: 5 }, (_, i) => from + i / 4);
    const numbers = { x: vector(0.5), y: vector(0.75), z: vector(1) };
    fc.assert(
      fc.property(arithmeticSteps, fc.nat(9), (steps, place) => {
        const values = afterSteps([x, y, z], steps);
        const results = { last: values.at(-1)!, other: values[place % values.length]! };
        expectAsReference(backend, results, numbers);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
