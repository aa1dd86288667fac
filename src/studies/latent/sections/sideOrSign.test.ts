import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { sideOrSign } from "./sideOrSign.ts";

test("sideOrSign() is that of the whole interval", () => {
  expect(sideOrSign(estimateOf([2, 2.1]), 1)).toBe("above");
  expect(sideOrSign(estimateOf([0.1, 0.11]), 1)).toBe("below");
  expect(sideOrSign(estimateOf([0.5, 2]), 1)).toBeUndefined();
});

test("sideOrSign() is that of the value of a single seed", () => {
  expect([3, -3, 0].map((value) => sideOrSign(estimateOf([value])))).toEqual([
    "above",
    "below",
    undefined,
  ]);
});
