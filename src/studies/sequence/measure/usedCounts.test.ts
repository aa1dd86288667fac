import { expect, test } from "vitest";
import { usedCounts } from "./usedCounts.ts";

const settings = { fitCount: 1000, askedCount: 2000 };

test("usedCounts() are those of the settings where there are enough digits", () => {
  expect(usedCounts(settings, { trainCount: 60_000, testCount: 10_000 })).toEqual({
    learned: 42_000,
    aside: 18_000,
    tested: 10_000,
    fitted: 1000,
    fittedMaps: 500,
    asked: 2000,
    compared: 300,
  });
});

test("usedCounts() are all there are where digits are fewer", () => {
  expect(usedCounts(settings, { trainCount: 1000, testCount: 200 })).toEqual({
    learned: 700,
    aside: 300,
    tested: 200,
    fitted: 300,
    fittedMaps: 300,
    asked: 200,
    compared: 200,
  });
});
