import fc from "fast-check";
import { expect, test } from "vitest";
import { rangeValues } from "./rangeValues.ts";

test.each([
  ["1..5", ["1", "2", "3", "4", "5"]],
  ["-1..1", ["-1", "0", "1"]],
  ["3..3", ["3"]],
  ["0..1 by 0.25", ["0", "0.25", "0.5", "0.75", "1"]],
  ["0.1..0.3 by 0.1", ["0.1", "0.2", "0.3"]],
  ["0..1 by 0.3", ["0", "0.3", "0.6", "0.9"]],
  ["1..64 times 2", ["1", "2", "4", "8", "16", "32", "64"]],
  ["1e-4..0.1 times 10", ["0.0001", "0.001", "0.01", "0.1"]],
  ["0.1..1 times 1.5", ["0.1", "0.15", "0.225", "0.3375", "0.50625", "0.759375"]],
])("rangeValues() of %s are exact decimals", (text, values) => {
  expect(rangeValues(text, 100)).toEqual(values);
});

test.each([
  "5..1",
  "1..5 by 0",
  "1..5 by -1",
  "1..5 times 1",
  "0..5 times 2",
  "-4..4 times 2",
  "1,2",
  "4",
  "a..b",
  "1..5 in 2",
])("rangeValues() takes %s for no range", (text) => {
  expect(rangeValues(text, 100)).toBeUndefined();
});

test("rangeValues() ends after one more than was asked for", () => {
  expect(rangeValues("1..1000000000", 10)).toHaveLength(11);
});

test("rangeValues() are as many as there are steps, and end where the range does", () => {
  const hundredths = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(fc.integer({ min: -500, max: 500 }), hundredths, fc.nat(40), (from, by, steps) => {
      const text = `${from / 100}..${(from + by * steps) / 100} by ${by / 100}`;
      const values = rangeValues(text, 100)!;
      expect(values).toHaveLength(steps + 1);
      expect(values.map(Number)).toEqual(values.map((_, index) => (from + by * index) / 100));
    }),
  );
});
