import { expect, test } from "vitest";
import { componentsFor, participationRatio } from "./explainedVariance.ts";

test("componentsFor() counts up to the share, and not beyond it", () => {
  const variances = [5, 3, 1, 1];
  expect(componentsFor(variances, 0.5)).toBe(1);
  expect(componentsFor(variances, 0.51)).toBe(2);
  expect(componentsFor(variances, 0.8)).toBe(2);
  expect(componentsFor(variances, 0.99)).toBe(4);
  expect(componentsFor([0.1, 0.1, 0.1], 2 / 3)).toBe(2);
});

test("participationRatio() is the number of directions that have the same, and 1 of one", () => {
  expect(participationRatio([2, 2, 2, 0])).toBe(3);
  expect(participationRatio([7, 0, 0])).toBe(1);
});

test("componentsFor() and participationRatio() have nothing to say where nothing varies", () => {
  expect(componentsFor([0, 0], 0.9)).toBe(0);
  expect(participationRatio([0, 0])).toBeNull();
});
