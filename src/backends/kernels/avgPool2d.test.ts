import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { avgPool2d, globalAvgPool2d } from "../../ops/avgPool2d.ts";
import { constant } from "../../ops/leaves.ts";
import { sum } from "../../ops/sum.ts";

/** 1 2 3 / 4 5 6 / 7 8 9 */
const x = constant([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);

test("avgPool2d() averages windows and leaves out what no window reaches", () => {
  expect(runOnce({ y: avgPool2d(x, { kernelSize: 2 }) }).y).toEqual([3]);
  expect(runOnce({ y: avgPool2d(x, { kernelSize: 2, stride: 1 }) }).y).toEqual([3, 4, 6, 7]);
  expect(runOnce({ y: avgPool2d(x, { kernelSize: [1, 3] }) }).y).toEqual([2, 5, 8]);
});

test("avgPool2d() counts padding only when told to", () => {
  const options = { kernelSize: 2, padding: 1 };
  expect(runOnce({ y: avgPool2d(x, options) }).y).toEqual([0.25, 1.25, 2.75, 7]);
  expect(runOnce({ y: avgPool2d(x, { ...options, countPadding: false }) }).y).toEqual([
    1, 2.5, 5.5, 7,
  ]);
});

test("globalAvgPool2d() averages each channel", () => {
  const twoChannels = constant([1, 2, 3, 6, 10, 20, 30, 60], [1, 2, 2, 2]);
  expect(runOnce({ y: globalAvgPool2d(twoChannels) }).y).toEqual([3, 30]);
});

test("avgPool2dGrad spreads dy over its window, adding where windows overlap", () => {
  const dx = (countPadding: boolean, padding: number) =>
    gradients(sum(avgPool2d(x, { kernelSize: 2, stride: 1, padding, countPadding })), [x])[0]!;
  expect(runOnce({ dx: dx(true, 0) }).dx).toEqual([0.25, 0.5, 0.25, 0.5, 1, 0.5, 0.25, 0.5, 0.25]);
  expect(runOnce({ dx: dx(true, 1) }).dx).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  // The corner stands in windows of 1, 2, 2 and 4 pixels.
  expect(runOnce({ dx: dx(false, 1) }).dx).toEqual([2.25, 1.5, 2.25, 1.5, 1, 1.5, 2.25, 1.5, 2.25]);
});
