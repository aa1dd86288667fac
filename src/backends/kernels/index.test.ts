import { expect, test } from "vitest";
import { BackendError } from "../../core/errors.ts";
import { inLayer } from "../../graph/layer.ts";
import { apply, type Op } from "../../graph/node.ts";
import { expOp } from "../../ops/exp.ts";
import { constant } from "../../ops/leaves.ts";
import { noAttrs, noMacs } from "../../ops/shapeRules.ts";
import { kernelOf, kernels } from "./index.ts";

const x = constant(1);

test("kernelOf() finds the kernel of a node's operation", () => {
  expect(kernelOf(apply(expOp, [x], noAttrs)[0]!.node)).toBe(kernels.exp);
});

/** An operation that is not in the table, under the name of one that is. */
const cube: Op<typeof noAttrs> = {
  name: "exp",
  infer: ([own]) => [own!],
  gradient: () => ({ none: "it is made up" }),
  macs: noMacs,
};

test("kernelOf() takes the kernel that an operation brings, whatever it is called", () => {
  const kernel = () => {};
  expect(kernelOf(apply({ ...cube, kernel }, [x], noAttrs)[0]!.node)).toBe(kernel);
});

test("kernelOf() refuses an operation without a kernel and names its layer", () => {
  const value = inLayer("c1", () => apply(cube, [x], noAttrs)[0]!);
  expect(() => kernelOf(value.node)).toThrow(
    new BackendError('Cannot compile "exp" of layer "c1": it has no kernel, needs one of its own'),
  );
});

test("the kernels work on float64 arrays as on float32 arrays", () => {
  const y = { shape: [1], data: new Float64Array(1) };
  kernels.affine([{ shape: [1], data: Float64Array.of(0.1) }], [y], { scale: 3, shift: 0 });
  expect(y.data[0]).toBe(3 * 0.1);
});
