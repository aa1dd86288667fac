import { expect, test } from "vitest";
import { meanCount, seedsOf } from "./words.ts";

test("meanCount() rounds the mean and sets thousands apart", () => {
  expect(meanCount([8733])).toBe("8,733");
  expect(meanCount([1, 2])).toBe("2");
  expect(meanCount([550_000, 549_999, 550_001])).toBe("550,000");
  expect(meanCount([0])).toBe("0");
});

test("seedsOf() counts seeds", () => {
  expect(seedsOf([7])).toBe("1 seed");
  expect(seedsOf([0, 1, 2])).toBe("3 seeds");
});
