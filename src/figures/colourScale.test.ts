import { expect, test } from "vitest";
import { loadCanvas } from "./canvas.ts";
import { colourScale } from "./colourScale.ts";

test("colourScale() goes from dark to light between its ends, and keeps to their colours beyond", async () => {
  const { colourOf, inkOn } = colourScale(await loadCanvas(), [10, 20], { scheme: "sequential" });
  expect(colourOf(5)).toBe(colourOf(10));
  expect(colourOf(25)).toBe(colourOf(20));
  expect(colourOf(10)).not.toBe(colourOf(20));
  expect([10, 20].map(inkOn)).toEqual(["white", "black"]);
});

test("colourScale() diverges from white in the middle to two dark ends", async () => {
  const { colourOf, inkOn } = colourScale(await loadCanvas(), [-2, 2], { scheme: "diverging" });
  expect([-2, 0, 2].map(inkOn)).toEqual(["white", "black", "white"]);
  expect(colourOf(-2)).not.toBe(colourOf(2));
});

test("colourScale() sets equal ratios equally far apart on a logarithmic scale", async () => {
  const scale = colourScale(await loadCanvas(), [0.01, 100], {
    scheme: "sequential",
    isLogarithmic: true,
  });
  const linear = colourScale(await loadCanvas(), [0, 1], { scheme: "sequential" });
  expect(scale.valueAt(0.5)).toBeCloseTo(1);
  expect(scale.colourOf(1)).toBe(linear.colourOf(0.5));
  expect(scale.colourOf(0)).toBe(linear.colourOf(0));
});
