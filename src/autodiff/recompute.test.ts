import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { inBlock } from "../graph/layer.ts";
import type { Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { batchNorm } from "../ops/batchNorm.ts";
import { exp } from "../ops/exp.ts";
import { constant, input } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { uniform } from "../ops/random.ts";
import { sum } from "../ops/sum.ts";
import { tanh } from "../ops/tanh.ts";
import { gradients } from "./gradients.ts";

const x = input("x", [2]);
const w = input("w", [2]);

/** tanh(exp(v·w)·2) in a block of that name. */
const squashed = (name: string, v: Value): Value =>
  inBlock(name, () => tanh(mul(exp(mul(v, w)), constant(2))));

/** The loss of two blocks, one after the other, with a way around each. */
const loss = sum(add(squashed("two", add(squashed("one", x), x)), x));

const graphOf = (recompute: boolean) => {
  const [dx, dw] = gradients(loss, [x, w], { recompute });
  return makeGraph({ loss, dx: dx!, dw: dw! });
};

const countOf = (recompute: boolean, name: string) =>
  nodesOf(graphOf(recompute)).filter(({ op }) => op.name === name).length;

test("gradients() with recompute gives the same numbers", () => {
  const numbers = { x: [0.3, -0.2], w: [-0.7, 0.4] };
  expect(runOnce(graphOf(true).outputs, numbers)).toEqual(runOnce(graphOf(false).outputs, numbers));
});

test("gradients() with recompute repeats what lies inside blocks, but not what leaves them", () => {
  expect([countOf(false, "exp"), countOf(true, "exp")]).toEqual([2, 4]);
  expect([countOf(false, "tanh"), countOf(true, "tanh")]).toEqual([2, 2]);
});

test("gradients() with recompute takes each value into a block once, however many read it there", () => {
  // v and w of both blocks.
  expect(countOf(true, "after")).toBe(4);
});

test("gradients() with recompute begins a block again only when a gradient has reached it", () => {
  const names = nodesOf(graphOf(true)).map(({ op, block }) => `${op.name} ${block ?? "-"}`);
  const first = names.indexOf("after two");
  expect(names.lastIndexOf("tanh two")).toBeLessThan(first);
  expect(first).toBeLessThan(names.indexOf("after one"));
  expect(names.indexOf("after one")).toBeGreaterThan(names.lastIndexOf("exp two"));
});

test("gradients() with recompute changes nothing where there are no blocks", () => {
  const plain = sum(tanh(mul(x, w)));
  const [once] = gradients(plain, [x]);
  const [again] = gradients(plain, [x], { recompute: true });
  expect(nodesOf(makeGraph({ again: again! }))).toHaveLength(
    nodesOf(makeGraph({ once: once! })).length,
  );
});

test("gradients() with recompute draws the same numbers and takes the same statistics again", () => {
  const [image, scale, shift] = [input("image", [3, 2]), input("scale", [2]), input("shift", [2])];
  const key = input("key", [4], "i32");
  const y = inBlock("one", () => {
    const kept = uniform(key, { stream: "dropout", shape: [3, 2] });
    return tanh(exp(mul(batchNorm(image, { scale, shift }).y, kept)));
  });
  const numbers = {
    image: [1, 5, 2, 3, 4, -1],
    scale: [0.5, 2],
    shift: [1, -1],
    key: [7, 0, 3, 0],
  };
  const [once, again] = [false, true].map((recompute) => {
    const [dImage, dScale] = gradients(sum(y), [image, scale], { recompute });
    return runOnce({ dImage: dImage!, dScale: dScale! }, numbers);
  });
  expect(again).toEqual(once);
  expect(once!.dImage.every((element) => element !== 0)).toBe(true);
});

test("gradients() with recompute goes through graphs deeper than the call stack", () => {
  let deep = x;
  for (let i = 0; i < 20_000; i++) deep = affine(deep, 1);
  const [dx] = gradients(sum(inBlock("one", () => tanh(exp(deep)))), [x], { recompute: true });
  expect(dx!.type.shape).toEqual([2]);
});
