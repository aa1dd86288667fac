import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { GraphError, ShapeError } from "../core/errors.ts";
import { type CrossEntropyOptions, crossEntropy } from "./crossEntropy.ts";
import { constant, input } from "./leaves.ts";

// Probabilities 1/2, 1/4, 1/4 and 1/4, 1/4, 1/2.
const log2 = Math.LN2;
const logits = constant([log2, 0, 0, 0, 0, log2], [2, 3]);

function lossOf(options: CrossEntropyOptions): number {
  const loss = crossEntropy(logits, input("labels", [2], "i32"), options);
  return runOnce({ loss }, { labels: [0, 1] }).loss[0]! / log2;
}

test("crossEntropy() is the mean of the labels' negative logarithms", () => {
  expect(lossOf({})).toBeCloseTo((1 + 2) / 2, 6);
});

test("crossEntropy() spreads a share of each label over all classes", () => {
  // Both rows have the mean 5/3 over their classes.
  expect(lossOf({ labelSmoothing: 0.3 })).toBeCloseTo(0.7 * 1.5 + 0.3 * (5 / 3), 6);
});

test("crossEntropy() weighs examples by their classes, and classes where smoothing spreads to them", () => {
  const classWeights = [3, 1, 0];
  expect(lossOf({ classWeights })).toBeCloseTo((3 * 1 + 1 * 2) / 4, 6);
  // Rows' sums of weight · logarithm: 3·1 + 1·2 and 3·2 + 1·2.
  expect(lossOf({ classWeights, labelSmoothing: 0.3 })).toBeCloseTo(
    0.7 * 1.25 + (0.1 * (5 + 8)) / 4,
    6,
  );
});

test.each<[CrossEntropyOptions, string]>([
  [{ labelSmoothing: 1 }, "labelSmoothing is 1, needs 0 up to below 1"],
  [{ labelSmoothing: Number.NaN }, "labelSmoothing is NaN, needs 0 up to below 1"],
  [{ classWeights: [1, 2] }, "classWeights are [1, 2], needs 3 numbers >= 0"],
  [{ classWeights: [1, -2, 1] }, "classWeights are [1, -2, 1], needs 3 numbers >= 0"],
])("crossEntropy() refuses %j", (options, reason) => {
  expect(() => lossOf(options)).toThrow(new GraphError(`Cannot average the loss: ${reason}`));
});

test.each<[CrossEntropyOptions]>([[{}], [{ classWeights: [1, 1, 1] }]])(
  "crossEntropy(%j) refuses labels that are not one a row",
  (options) => {
    expect(() => crossEntropy(logits, input("labels", [3], "i32"), options)).toThrow(
      new ShapeError("Cannot average the loss: labels are i32 [3], needs i32 or u8 [2]"),
    );
  },
);
