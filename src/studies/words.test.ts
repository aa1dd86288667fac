import { expect, test } from "vitest";
import { countOf, seedsOf, thousands } from "./words.ts";

test("thousands() sets thousands apart", () => {
  expect(thousands(8733)).toBe("8,733");
  expect(thousands(550_000)).toBe("550,000");
  expect(thousands(0)).toBe("0");
});

test("countOf() counts one thing or several", () => {
  expect(countOf(1, "pixel")).toBe("1 pixel");
  expect(countOf(0, "pixel")).toBe("0 pixels");
  expect(countOf(5, "epoch")).toBe("5 epochs");
});

test("seedsOf() counts seeds", () => {
  expect(seedsOf([7])).toBe("1 seed");
  expect(seedsOf([0, 1, 2])).toBe("3 seeds");
});
