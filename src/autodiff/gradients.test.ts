import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { GraphError } from "../core/errors.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { concat } from "../ops/concat.ts";
import { exp } from "../ops/exp.ts";
import { layerNorm } from "../ops/layerNorm.ts";
import { constant, input } from "../ops/leaves.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { slice } from "../ops/pad.ts";
import { sum } from "../ops/sum.ts";
import { gradients } from "./gradients.ts";

const x = input("x", []);
const y = input("y", []);

test("gradients() of x²y + exp(x) are 2xy + exp(x) and x²", () => {
  const loss = add(mul(mul(x, x), y), exp(x));
  const [dx, dy] = gradients(loss, [x, y]);
  const result = runOnce({ dx: dx!, dy: dy! }, { x: [0], y: [5] });
  expect(result).toEqual({ dx: [1], dy: [0] });
  const { dx: at2 } = runOnce({ dx: dx! }, { x: [2], y: [5] });
  expect(at2[0]).toBeCloseTo(20 + Math.exp(2), 5);
});

test("gradients() of gradients are second derivatives", () => {
  const [dx] = gradients(mul(mul(x, x), x), [x]);
  const [ddx] = gradients(dx!, [x]);
  expect(runOnce({ ddx: ddx! }, { x: [4] }).ddx).toEqual([24]);
});

test("gradients() of the loss by itself is 1", () => {
  expect(runOnce({ d: gradients(x, [x])[0]! }).d).toEqual([1]);
});

test("gradients() can be taken for values inside the network", () => {
  const hidden = mul(x, constant(3));
  const [dHidden, dx] = gradients(mul(hidden, hidden), [hidden, x]);
  expect(runOnce({ dHidden: dHidden!, dx: dx! }, { x: [2] })).toEqual({ dHidden: [12], dx: [36] });
});

test("gradients() builds no gradient for what was not asked for", () => {
  const a = input("a", [2, 3]);
  const b = input("b", [3, 2]);
  const [da] = gradients(sum(matmul(a, b)), [a]);
  const products = nodesOf(makeGraph({ da: da! })).filter(({ op }) => op.name === "matmul");
  expect(products).toHaveLength(1);
});

test("gradients() refuses a loss that is no scalar", () => {
  expect(() => gradients(input("logits", [64, 10]), [x])).toThrow(
    new GraphError("Cannot differentiate a value of shape [64, 10]: needs a scalar"),
  );
});

test("gradients() refuses a value that the loss does not depend on", () => {
  expect(() => gradients(exp(x), [x, y])).toThrow(
    new GraphError('Cannot differentiate by value 1 ("input"): the loss does not depend on it'),
  );
});

test("gradients() says why an operation has no rule", () => {
  const rows = input("rows", [2, 4]);
  const [dx] = gradients(sum(exp(layerNorm(rows, null))), [rows]);
  expect(() => gradients(sum(mul(dx!, dx!)), [rows])).toThrow(
    new GraphError(
      'Cannot differentiate "layerNormGrad": a second derivative of layer normalisation has no use yet',
    ),
  );
});

test("gradients() of all parts of a value are one concatenation", () => {
  const row = input("row", [6]);
  const parts = [0, 2, 4].map((start, index) => affine(slice(row, [start], [2]), index + 1));
  const [dRow] = gradients(sum(concat(parts)), [row]);
  const names = nodesOf(makeGraph({ dRow: dRow! })).map(({ op }) => op.name);
  expect(names.filter((name) => name === "concat")).toHaveLength(1);
  expect(names).not.toContain("pad");
  expect(runOnce({ dRow: dRow! }).dRow).toEqual([1, 1, 2, 2, 3, 3]);
});
