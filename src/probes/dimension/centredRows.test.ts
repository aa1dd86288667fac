import { expect, test } from "vitest";
import { centredRows } from "./centredRows.ts";

test("centredRows() takes the mean from each column and divides all by one power of two", () => {
  const values = Float32Array.of(1, 10, 3, 30, 5, 20);
  const found = centredRows({ values, count: 3, size: 2 });
  expect(found).toEqual({
    values: Float32Array.of(-2, -10, 0, 10, 2, 0).map((own) => own / 16),
    count: 3,
    size: 2,
  });
  expect(values[0]).toBe(1);
});

test("centredRows() writes over the rows where it is told to", () => {
  const values = Float32Array.of(1, 10, 3, 30, 5, 20);
  const copied = centredRows({ values, count: 3, size: 2 });
  const found = centredRows({ values, count: 3, size: 2 }, { inPlace: true });
  expect(found).toEqual(copied);
  expect("values" in found && found.values).toBe(values);
});

test("centredRows() divides by deviations, and leaves columns of one value at 0", () => {
  const values = Float32Array.of(1, 7, 3, 7);
  const found = centredRows({ values, count: 2, size: 2 }, { standardise: true });
  expect("values" in found && [...found.values]).toEqual([-1, 0, 1, 0]);
});

test("centredRows() says what rows are of no use", () => {
  const same = Float32Array.of(1, 2, 1, 2);
  expect(centredRows({ values: same, count: 2, size: 2 })).toEqual({
    reason: "the layer gives all images the same output",
  });
  const broken = Float32Array.of(1, Number.NaN);
  expect(centredRows({ values: broken, count: 2, size: 1 })).toEqual({
    reason: "the layer's outputs are not finite",
  });
});
