import { expect, test } from "vitest";
import { BackendError } from "../../core/errors.ts";
import type { Op } from "../../graph/node.ts";
import { apply } from "../../graph/node.ts";
import { expOp } from "../../ops/exp.ts";
import { constant } from "../../ops/leaves.ts";
import { noAttrs, noMacs } from "../../ops/shapeRules.ts";
import { kernelOf, kernels } from "./index.ts";

const x = constant(1);

test("kernelOf() finds the kernel of a node's operation", () => {
  expect(kernelOf(apply(expOp, [x], noAttrs)[0]!.node)).toBe(kernels.exp);
});

test("kernelOf() refuses an operation that is not in the table", () => {
  const cube: Op<typeof noAttrs> = {
    name: "cube",
    infer: ([own]) => [own!],
    gradient: () => ({ none: "it is made up" }),
    macs: noMacs,
  };
  expect(() => kernelOf(apply(cube, [x], noAttrs)[0]!.node)).toThrow(
    new BackendError('Cannot run "cube": it has no kernel, needs one in the table'),
  );
});

test("the kernels work on float64 arrays as on float32 arrays", () => {
  const y = { shape: [1], data: new Float64Array(1) };
  kernels.affine([{ shape: [1], data: Float64Array.of(0.1) }], [y], { scale: 3, shift: 0 });
  expect(y.data[0]).toBe(3 * 0.1);
});
