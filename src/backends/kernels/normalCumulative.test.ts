import { expect, test } from "vitest";
import { normalCumulative, normalDensity } from "./normalCumulative.ts";

// Abramowitz & Stegun 1964, tables 26.1 and 26.2.
test.each([
  [0, 0.5],
  [1, 0.841344746068543],
  [-1, 0.158655253931457],
  [3, 0.99865010196837],
  [-4.9, 4.79183276590319e-7],
  [-5.1, 1.69826740714759e-7],
  [-10, 7.61985302416053e-24],
])("normalCumulative() of %d is %d", (x, expected) => {
  expect(Math.abs(normalCumulative(x) - expected) / expected).toBeLessThan(1e-9);
});

test("normalCumulative() has no step where its two formulas meet", () => {
  const step = normalCumulative(5 + 1e-9) - normalCumulative(5 - 1e-9);
  expect(Math.abs(step)).toBeLessThan(1e-14);
});

test("normalCumulative() goes to 0 and 1 and keeps NaN", () => {
  expect(normalCumulative(-Infinity)).toBe(0);
  expect(normalCumulative(Infinity)).toBe(1);
  expect(normalCumulative(Number.NaN)).toBeNaN();
});

test("normalDensity() at 0 is 1 / √(2π)", () => {
  expect(normalDensity(0)).toBeCloseTo(0.3989422804, 10);
});
