import { expect, test } from "vitest";
import { atMost } from "./atMost.ts";

test("atMost() cuts what is longer, and no space stays before the mark", () => {
  expect(atMost(5, "abcde")).toBe("abcde");
  expect(atMost(5, "abcdef")).toBe("abcd…");
  expect(atMost(5, "abc def")).toBe("abc…");
  expect(atMost(0, "abc")).toBe("…");
});
