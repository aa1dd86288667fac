import { expect, test } from "vitest";
import { parseProbes, showProbes } from "./parseProbes.ts";

test("parseProbes() reads names, files and their options", () => {
  expect(parseProbes("cka, accuracy:count=1000:cadence=every,./mine.ts:layers=conv*+f1")).toEqual([
    { name: "cka", given: {} },
    { name: "accuracy", given: { count: "1000", cadence: "every" } },
    { name: "./mine.ts", given: { layers: "conv*+f1" } },
  ]);
  expect(parseProbes("none")).toEqual([]);
  expect(parseProbes("")).toEqual([]);
});

test("showProbes() gives the text that is read as the same", () => {
  const text = "cka,accuracy:count=1000:cadence=every";
  expect(showProbes(parseProbes(text))).toBe(text);
  expect(showProbes([])).toBe("none");
});

test("parseProbes() refuses options without value, and options given twice", () => {
  expect(() => parseProbes("cka:conv1")).toThrow(
    'Cannot set "conv1" of the probe "cka": it has no value, needs an option such as count=500',
  );
  expect(() => parseProbes("cka:count=1:count=2")).toThrow(
    'Cannot set "count" of the probe "cka": it is given twice, needs one value',
  );
});
