import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import { epochsOf, foundNumbers, nameOfReading, readingCell, readingText } from "./foundNumbers.ts";

const points = [2, 0].map((epoch) =>
  foundPoint(epoch, [
    { quantity: "mean", layer: "f1", value: epoch },
    { quantity: "sparsity", layer: "f1", value: null, reason: "none" },
    { quantity: "mean", layer: "f2", of: "3", value: 1 },
  ]),
);

test("foundNumbers() has a line for each number, quantity by quantity, with what was found at each epoch", () => {
  const lines = foundNumbers(points);
  expect(lines.map(nameOfReading)).toEqual(["mean, f1", "mean, f2, 3", "sparsity, f1"]);
  expect([...lines[0]!.at].map(([epoch, { value }]) => [epoch, value])).toEqual([
    [2, 2],
    [0, 0],
  ]);
});

test("epochsOf() is in order, each once", () => {
  expect(epochsOf([...points, ...points])).toEqual([0, 2]);
});

test.each([
  [0.123456, "0.1235"],
  [-1234.56, "−1235"],
  [1e-9, "1e−9"],
  [0, "0"],
])("readingText() of %d is %s", (value, text) => {
  expect(readingText(value)).toBe(text);
});

test("readingCell() has the interval in brackets, and nothing where there is no number", () => {
  expect(readingCell({ quantity: "a", value: 0.5, low: -0.1, high: 1 })).toBe("0.5 (−0.1 to 1)");
  expect(readingCell({ quantity: "a", value: null, reason: "none" })).toBeNull();
});
