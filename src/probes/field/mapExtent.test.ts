import { expect, test } from "vitest";
import { extentOf } from "./mapExtent.ts";

test("extentOf() a single pixel is a radius of 0 and one pixel", () => {
  const map = new Float64Array(25);
  map[7] = 3;
  expect(extentOf(map, 5)).toEqual({ radius: 0, pixels: 1 });
});

test("extentOf() a Gaussian is its deviation, and the disc of 2.49 deviations around it", () => {
  const deviation = 6;
  const map = Float64Array.from({ length: 81 * 81 }, (_, at) => {
    const squares = (Math.floor(at / 81) - 40) ** 2 + ((at % 81) - 40) ** 2;
    return Math.exp(-squares / (2 * deviation ** 2));
  });
  const { radius, pixels } = extentOf(map, 81);
  expect(radius).toBeCloseTo(deviation, 6);
  // exp(-r²/2) = 0.0455 where r² = 6.180.
  expect(pixels / (Math.PI * 6.18 * deviation ** 2)).toBeCloseTo(1, 2);
});

test("extentOf() takes rows and columns alike", () => {
  const beside = Float64Array.of(0, 1, 1, 0);
  expect(extentOf(beside, 4)).toEqual(extentOf(beside, 1));
  expect(extentOf(beside, 4).radius).toBeCloseTo(0.5 / Math.SQRT2, 12);
});
