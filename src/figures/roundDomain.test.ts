import { expect, test } from "vitest";
import { roundDomain } from "./roundDomain.ts";

test("roundDomain() ends at the next 1, 2 or 5 times a power of ten, and writes them", () => {
  expect(roundDomain([3, 40])).toEqual({ domain: [2, 50], ticks: [2, 5, 10, 20, 50] });
  expect(roundDomain([0.0013, 0.012]).ticks).toEqual([0.001, 0.002, 0.005, 0.01, 0.02]);
});

test("roundDomain() stays at numbers that are round, and is never of no length", () => {
  expect(roundDomain([10, 1000]).domain).toEqual([10, 1000]);
  expect(roundDomain([10]).domain).toEqual([10, 20]);
  expect(roundDomain([]).domain).toEqual([1, 10]);
});

test("roundDomain() writes fewer numbers where there would be too many", () => {
  expect(roundDomain([3, 90]).ticks).toEqual([2, 5, 10, 20, 50, 100]);
  expect(roundDomain([3, 1000]).ticks).toEqual([3, 10, 30, 100, 300, 1000]);
  expect(roundDomain([3, 40_000]).ticks).toEqual([10, 100, 1000, 10_000]);
});

test("roundDomain() cuts off bands that reach far beyond the values, or to 0", () => {
  expect(roundDomain([10, 100], [-40, 1e6]).domain).toEqual([10, 500]);
  expect(roundDomain([10, 100], [8, 120]).domain).toEqual([5, 200]);
});
