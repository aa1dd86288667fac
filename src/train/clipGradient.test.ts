import { expect, test } from "vitest";
import { optimiserSteps } from "../../test/support/optimiserSteps.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { type GradientBound, withClipping } from "./clipGradient.ts";
import { sgd } from "./sgd.ts";

/** How far SGD goes along the gradients (3, -4) and (0.3, -0.4). */
function steps(bound: GradientBound): number[][] {
  const after = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: withClipping(sgd(), bound),
    shapes: { weight: [2] },
    initial: [0, 0],
    gradients: [
      [3, -4],
      [0.3, -0.4],
    ],
    rates: [1, 1],
  });
  const [[a, b], [c, d]] = after as [Float32Array, Float32Array];
  return [
    [-a!, -b!],
    [a! - c!, b! - d!],
  ];
}

test("withClipping() shortens a gradient to a length, and leaves shorter ones as they are", () => {
  const [long, short] = steps({ norm: 1 });
  expect(long![0]).toBeCloseTo(0.6, 6);
  expect(long![1]).toBeCloseTo(-0.8, 6);
  expect(short![0]).toBeCloseTo(0.3, 6);
  expect(short![1]).toBeCloseTo(-0.4, 6);
});

test("withClipping() cuts each number off at a value", () => {
  const [long, short] = steps({ value: 0.35 });
  expect(long).toEqual([Math.fround(0.35), -Math.fround(0.35)]);
  expect(short![0]).toBeCloseTo(0.3, 6);
  expect(short![1]).toBeCloseTo(-0.35, 6);
});

test("withClipping() keeps the optimiser's name", () => {
  expect(withClipping(sgd(), { norm: 1 }).name).toBe("sgd");
});

test.each([
  [{ norm: 0 }, "norm is 0"],
  [{ norm: Number.NaN }, "norm is NaN"],
  [{ value: -1 }, "value is -1"],
])("withClipping() refuses %j", (bound, what) => {
  expect(() => withClipping(sgd(), bound)).toThrow(
    new UsageError(`Cannot clip gradients: ${what}, needs a number above 0`),
  );
});
