import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { add, addOp } from "../ops/add.ts";
import { input } from "../ops/leaves.ts";
import { noAttrs } from "../ops/shapeRules.ts";
import { makeGraph } from "./graph.ts";
import type { Node } from "./node.ts";
import { verifyGraph } from "./verify.ts";

const x = input("x", [2]);

test("verifyGraph() accepts what the operations built", () => {
  expect(() => verifyGraph(makeGraph({ y: add(x, input("z", [3, 2])) }))).not.toThrow();
});

test("verifyGraph() refuses a node whose types are not those of its shape rule", () => {
  const type = { dtype: "f32", shape: [3] } as const;
  const node: Node = { op: addOp, inputs: [x, x], attrs: noAttrs, outputs: [type] };
  expect(() => verifyGraph(makeGraph({ y: { node, index: 0, type } }))).toThrow(
    new GraphError('Cannot accept node "add": it says f32 [3], its shape rule gives f32 [2]'),
  );
});

test("verifyGraph() refuses an input whose type is not that of its node", () => {
  const lying = { ...x, type: { dtype: "f32", shape: [3] } } as const;
  expect(() => verifyGraph(makeGraph({ y: add(lying, lying) }))).toThrow(
    new GraphError('Cannot accept an input of "add": it says f32 [3], its node gives f32 [2]'),
  );
});
