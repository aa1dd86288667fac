import { expect, test } from "vitest";
import { withinRange } from "./withinRange.ts";

test("withinRange() goes from the lower end to the upper", () => {
  expect([0, 0.25, 1].map((share) => withinRange([2, 4], share))).toEqual([2, 2.5, 4]);
  expect(withinRange([3, 3], 0.7)).toBe(3);
});
