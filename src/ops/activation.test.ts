import { expect, test } from "vitest";
import { gradients } from "../autodiff/gradients.ts";
import { GraphError } from "../core/errors.ts";
import { applySingle } from "../graph/node.ts";
import { checkUnfused } from "./activation.ts";
import { input } from "./leaves.ts";
import { linearOp } from "./linear.ts";
import { sum } from "./sum.ts";

test("checkUnfused() accepts a layer without activation", () => {
  expect(() => checkUnfused("conv2d", "none")).not.toThrow();
});

test("gradients() of a layer with a fused activation are refused", () => {
  const weight = input("weight", [3, 2]);
  const y = applySingle(linearOp, [input("x", [1, 2]), weight], { activation: "tanh" });
  expect(() => gradients(sum(y), [weight])).toThrow(
    new GraphError(
      'Cannot differentiate "linear" with a fused tanh: fusing comes after differentiation',
    ),
  );
});
