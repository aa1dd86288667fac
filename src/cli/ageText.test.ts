import { expect, test } from "vitest";
import { ageText, durationText } from "./ageText.ts";

test.each([
  [0, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_599_999, "59 min"],
  [3_600_000, "1 h"],
  [86_399_999, "23 h"],
  [86_400_000 * 400, "400 d"],
  [-5000, "0 s"],
])("ageText() of %i ms is %s", (milliseconds, text) => {
  expect(ageText(1e12, 1e12 + milliseconds)).toBe(text);
});

test.each([
  [0.041, "0.04 s"],
  [12.34, "12.3 s"],
  [60, "1 min 00 s"],
  [125.4, "2 min 05 s"],
  [3600, "1 h 00 min"],
  [7500, "2 h 05 min"],
])("durationText() of %d s is %s", (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
