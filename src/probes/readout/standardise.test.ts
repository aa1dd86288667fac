import { expect, test } from "vitest";
import { standardise } from "./standardise.ts";

test("standardise() measures features by those to fit to, and leaves out what is the same for all", () => {
  const fit = { values: [1, 7, 10, 3, 7, 30], count: 2, size: 3 };
  const test = { values: [2, 8, 40], count: 1, size: 3 };
  const scaled = standardise({ fit, test });
  expect(scaled.fit).toEqual({ values: Float64Array.of(-1, -1, 1, 1), count: 2, size: 2 });
  expect(scaled.test).toEqual({ values: Float64Array.of(0, 2), count: 1, size: 2 });
});

test("standardise() takes rounding for no difference", () => {
  const fit = { values: Float32Array.of(0.1, 0.1, 0.1 + 1e-8), count: 3, size: 1 };
  expect(standardise({ fit, test: fit }).fit.size).toBe(0);
});
