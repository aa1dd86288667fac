import { expect, test } from "vitest";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { input } from "../ops/leaves.ts";
import { postOrder } from "./postOrder.ts";

const x = input("x", [2]);

test("postOrder() lists every node once, after the nodes it reads, in the order of the roots", () => {
  const left = affine(x, 2);
  const right = affine(x, 3);
  const sum = add(left, right);
  expect(postOrder([right.node, sum.node, left.node])).toEqual([
    x.node,
    right.node,
    left.node,
    sum.node,
  ]);
});

test("postOrder() goes deeper than the call stack", () => {
  let y = x;
  for (let depth = 0; depth < 50_000; depth++) y = affine(y, 1);
  expect(postOrder([y.node])).toHaveLength(50_001);
});
