import { expect, test } from "vitest";
import { loadCanvas } from "./canvas.ts";
import { colourScale } from "./colourScale.ts";

test("colourScale() goes from dark to light between its ends, and keeps to their colours beyond", async () => {
  const { colourOf, inkOn } = colourScale(await loadCanvas(), [10, 20], "sequential");
  expect(colourOf(5)).toBe(colourOf(10));
  expect(colourOf(25)).toBe(colourOf(20));
  expect(colourOf(10)).not.toBe(colourOf(20));
  expect([10, 20].map(inkOn)).toEqual(["white", "black"]);
});

test("colourScale() diverges from white in the middle to two dark ends", async () => {
  const { colourOf, inkOn } = colourScale(await loadCanvas(), [-2, 2], "diverging");
  expect([-2, 0, 2].map(inkOn)).toEqual(["white", "black", "white"]);
  expect(colourOf(-2)).not.toBe(colourOf(2));
});
