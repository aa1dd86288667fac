import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { applySingle } from "../../graph/node.ts";
import { crossEntropy } from "../../ops/crossEntropy.ts";
import { constant, input } from "../../ops/leaves.ts";
import { nllOp } from "../../ops/nll.ts";
import { noAttrs } from "../../ops/shapeRules.ts";

const logProbabilities = constant([-1, -2, -4, -3, -5, -6], [2, 3]);
const labels = input("labels", [2], "i32");
const loss = applySingle(nllOp, [logProbabilities, labels], noAttrs);

test("nll averages what stands at the labels", () => {
  expect(runOnce({ loss }, { labels: [2, 1] }).loss).toEqual([4.5]);
});

test.each([-1, 3])("nll is NaN when a label is %d of 3 classes", (label) => {
  expect(runOnce({ loss }, { labels: [0, label] }).loss).toEqual([Number.NaN]);
});

test("nllGrad is -1/N at the labels, and 0 for a label that is no class", () => {
  const dx = gradients(loss, [logProbabilities])[0]!;
  expect(runOnce({ dx }, { labels: [2, 0] }).dx).toEqual([0, 0, -0.5, -0.5, 0, 0]);
  expect(runOnce({ dx }, { labels: [-1, 3] }).dx).toEqual([0, 0, 0, 0, 0, 0]);
});

test("crossEntropy() of equal logits is log K, its gradient (softmax - oneHot) / N", () => {
  const logits = constant([7, 7, 7, 7, 7, 7, 7, 7], [2, 4]);
  const bytes = input("labels", [2], "u8");
  const value = crossEntropy(logits, bytes);
  const dx = gradients(value, [logits])[0]!;
  const result = runOnce({ value, dx }, { labels: [0, 3] });
  expect(result.value[0]).toBeCloseTo(Math.log(4), 6);
  expect(result.dx).toEqual([-0.375, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, -0.375]);
});
