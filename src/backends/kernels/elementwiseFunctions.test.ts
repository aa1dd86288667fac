import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import type { Value } from "../../graph/node.ts";
import { abs } from "../../ops/abs.ts";
import { clip } from "../../ops/clip.ts";
import { elu } from "../../ops/elu.ts";
import { gelu } from "../../ops/gelu.ts";
import { hardSigmoid, hardSwish } from "../../ops/hardSwish.ts";
import { leakyRelu } from "../../ops/leakyRelu.ts";
import { input } from "../../ops/leaves.ts";
import { pow, rsqrt, sqrt } from "../../ops/pow.ts";
import { silu } from "../../ops/silu.ts";
import { softplus } from "../../ops/softplus.ts";
import { sum } from "../../ops/sum.ts";

/** What a function makes of numbers, and its derivatives there. */
function at(f: (x: Value) => Value, numbers: readonly number[]) {
  const x = input("x", [numbers.length]);
  const y = f(x);
  return runOnce({ y, dx: gradients(sum(y), [x])[0]! }, { x: numbers });
}

test("abs takes the sign away; its derivative is the sign, 0 at 0", () => {
  expect(at(abs, [-2, 0, 3])).toEqual({ y: [2, 0, 3], dx: [-1, 0, 1] });
});

test("clip stays within the bounds; its derivative is 0 at them and beyond", () => {
  const { y, dx } = at((x) => clip(x, -1, 2), [-3, -1, 0, 2, 5]);
  expect(y).toEqual([-1, -1, 0, 2, 2]);
  expect(dx).toEqual([0, 0, 1, 0, 0]);
});

test("pow, sqrt and rsqrt are powers", () => {
  expect(at((x) => pow(x, 3), [-2, 0, 3])).toEqual({ y: [-8, 0, 27], dx: [12, 0, 27] });
  expect(at(sqrt, [4, 0])).toEqual({ y: [2, 0], dx: [0.25, Infinity] });
  expect(at(rsqrt, [4])).toEqual({ y: [0.5], dx: [-0.0625] });
});

test("leakyRelu lets a part of negative numbers through; its derivative at 0 is that part", () => {
  expect(at((x) => leakyRelu(x, 0.25), [-4, 0, 2])).toEqual({ y: [-1, 0, 2], dx: [0.25, 0.25, 1] });
});

test("elu goes to -alpha", () => {
  const { y, dx } = at((x) => elu(x, 2), [-Math.log(4), 0, 3, -100]);
  expect(y[0]).toBeCloseTo(-1.5, 6);
  expect(dx[0]).toBeCloseTo(0.5, 6);
  expect([y.slice(1), dx.slice(1)]).toEqual([
    [0, 3, -2],
    [2, 1, 0],
  ]);
});

test("softplus is log 2 at 0, x far above and 0 far below, without overflow", () => {
  const { y, dx } = at(softplus, [0, 1000, -1000]);
  expect(y).toEqual([Math.fround(Math.log(2)), 1000, 0]);
  expect(dx).toEqual([0.5, 1, 0]);
});

test("softplus keeps the digits of small results", () => {
  expect(at(softplus, [-20]).y[0]! / Math.exp(-20)).toBeCloseTo(1, 6);
});

test("silu is x times its sigmoid", () => {
  const { y, dx } = at(silu, [0, Math.log(3)]);
  expect([y[0], dx[0]]).toEqual([0, 0.5]);
  expect(y[1]).toBeCloseTo(0.75 * Math.log(3), 6);
  expect(dx[1]).toBeCloseTo(0.75 + (3 / 16) * Math.log(3), 6);
});

test("gelu is x times the normal distribution's share below x", () => {
  const { y, dx } = at(gelu, [0, 1, -1]);
  expect([y[0], dx[0]]).toEqual([0, 0.5]);
  expect(y[1]).toBeCloseTo(0.8413447, 6);
  expect(y[2]).toBeCloseTo(-0.1586553, 6);
  expect(dx[1]).toBeCloseTo(0.8413447 + 0.2419707, 6);
});

test("hardSwish is 0 below -3, x above 3, a parabola between; hardSigmoid a ramp", () => {
  expect(at(hardSwish, [-4, 0, 1.5, 4])).toEqual({ y: [-0, 0, 1.125, 4], dx: [0, 0.5, 1, 1] });
  expect(at(hardSigmoid, [-4, 0, 1.5, 4]).y).toEqual([0, 0.5, 0.75, 1]);
});
