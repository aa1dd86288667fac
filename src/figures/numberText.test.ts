import { expect, test } from "vitest";
import { numberTexts, sizeTexts } from "./numberText.ts";

test.each([
  [
    [0, 1],
    ["0.00", "1.00"],
  ],
  [
    [-1, 1],
    ["−1.00", "1.00"],
  ],
  [
    [0.91, 0.93],
    ["0.9100", "0.9300"],
  ],
  [
    [3, 17],
    ["3.0", "17.0"],
  ],
  [
    [20, 345],
    ["20", "345"],
  ],
  [
    [-0.001, 900],
    ["0", "900"],
  ],
  [
    [0, 0.00012],
    ["0.0000", "1.2e−4"],
  ],
  [
    [2, 3e6],
    ["2.0e0", "3.0e6"],
  ],
  [
    [0, 0],
    ["0.00", "0.00"],
  ],
  [
    [7, Number.NaN],
    ["7.0", "NaN"],
  ],
])("numberTexts() writes %j as %j", (values, texts) => {
  expect(values.map(numberTexts(values, "number"))).toEqual(texts);
});

test("numberTexts() writes fractions as percentages with the digits that tell them apart", () => {
  expect([0.1, 0.79].map(numberTexts([0.1, 0.79], "percent"))).toEqual(["10%", "79%"]);
  expect([0.971, 0.98].map(numberTexts([0.971, 0.98], "percent"))).toEqual(["97.10%", "98.00%"]);
  expect([-0.5].map(numberTexts([-0.5, 0.5], "percent"))).toEqual(["−50%"]);
});

test("numberTexts() keeps to the digits that are asked for", () => {
  expect([1.23456].map(numberTexts([1.23456], "number", 3))).toEqual(["1.235"]);
});

test("sizeTexts() writes two digits that count, whatever the size", () => {
  const texts = (values: readonly number[], format: "percent" | "number") =>
    values.map(sizeTexts(format));
  expect(texts([0.00142, 0.0471, 0.25, 1.5, 0], "percent")).toEqual([
    "0.14%",
    "4.7%",
    "25%",
    "150%",
    "0%",
  ]);
  expect(texts([-0.0123, 4.13, 512.4, Number.NaN], "number")).toEqual([
    "−0.012",
    "4.1",
    "512",
    "NaN",
  ]);
});
