import { expect, test } from "vitest";
import { betweenExtremes } from "./betweenExtremes.ts";

test("betweenExtremes() makes fractions between the lowest and the highest value", () => {
  expect([...betweenExtremes(Float32Array.of(-1, 1, 0, 3))]).toEqual([0, 0.5, 0.25, 1]);
});

test("betweenExtremes() gives zeros where all are the same, but for rounding", () => {
  expect([...betweenExtremes(Float32Array.of(0, 0))]).toEqual([0, 0]);
  expect([...betweenExtremes(Float32Array.of(5, 5))]).toEqual([0, 0]);
  expect([...betweenExtremes(Float32Array.of(5, 5 + 2 ** -21))]).toEqual([0, 0]);
  expect([...betweenExtremes(Float32Array.of(7))]).toEqual([0]);
});

test("betweenExtremes() tells small numbers apart", () => {
  expect([...betweenExtremes(Float32Array.of(0, 1e-30))]).toEqual([0, 1]);
});
