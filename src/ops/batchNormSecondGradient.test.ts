import { expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import type { Value } from "../graph/node.ts";
import { batchNorm } from "./batchNorm.ts";
import { batchNormEval } from "./batchNormEval.ts";
import { input } from "./leaves.ts";
import { mul } from "./mul.ts";
import { sum } from "./sum.ts";

const [x, scale, shift] = [input("x", [3, 1, 2]), input("scale", [1]), input("shift", [1])];
const numbers = { x: [1, -2, 0.5, 3, -1, 2], scale: [1.5], shift: [0.25] };

/** The second derivatives of the sum of squares. */
function bends(y: Value): Record<"byScale" | "byShift" | "byBoth", Value> {
  const [dScale, dShift] = gradients(sum(mul(y, y)), [scale, shift]);
  const [byScale] = gradients(sum(dScale!), [scale]);
  const [byShift, byBoth] = gradients(sum(dShift!), [shift, scale]);
  return { byScale: byScale!, byShift: byShift!, byBoth: byBoth! };
}

test.each(everyBackend())(
  "batchNormSecondGradient() of a sum of squares is twice the moments of what is normalised, on %s",
  (_, backend) => {
    const kept = { mean: input("mean", [1]), variance: input("variance", [1]) };
    const y = batchNormEval(x, { scale, shift, ...kept }, { epsilon: 0 });
    const found = runOnce(bends(y), { ...numbers, mean: [0.5], variance: [4] }, backend);
    const normed = numbers.x.map((value) => (value - 0.5) / 2);
    const total = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    expect(found.byScale[0]).toBeCloseTo(2 * total(normed.map((value) => value ** 2)), 5);
    expect(found.byShift[0]).toBeCloseTo(12, 5);
    expect(found.byBoth[0]).toBeCloseTo(2 * total(normed), 5);
  },
);

test.each(everyBackend())(
  "batchNormSecondGradient() knows that a batch normalised by itself has the moments 0 and 1, on %s",
  (_, backend) => {
    const { y } = batchNorm(x, { scale, shift }, { epsilon: 0 });
    const found = runOnce(bends(y), numbers, backend);
    expect(found.byScale[0]).toBeCloseTo(12, 4);
    expect(found.byShift[0]).toBeCloseTo(12, 4);
    expect(found.byBoth[0]).toBeCloseTo(0, 4);
    // Moving all of x alike changes nothing, nor does its slope.
    const [dx] = gradients(sum(mul(mul(y, y), y)), [x]);
    const [ddx] = gradients(sum(mul(dx!, input("v", [3, 1, 2]))), [x]);
    const { own } = runOnce({ own: ddx! }, { ...numbers, v: [1, 1, 1, 1, 1, 1] }, backend);
    own.forEach((value) => void expect(value).toBeCloseTo(0, 4));
  },
);
