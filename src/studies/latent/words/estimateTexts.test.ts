import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { componentsText, numberText, shareText } from "./estimateTexts.ts";

test("shareText() writes small shares with the digits that count, or a dash", () => {
  expect(shareText(estimateOf([0.00364]))).toBe("0.364%");
  expect(shareText(null)).toBe("–");
});

test("numberText() writes numbers, or a dash", () => {
  expect(numberText(estimateOf([120.4]))).toBe("120");
  expect(numberText(null)).toBe("–");
});

test("componentsText() writes whole components, and parts of few", () => {
  const texts = [1234.4, 99.6, 7.33].map((mean) => componentsText(estimateOf([mean])));
  expect(texts).toEqual(["1,234", "100", "7.3"]);
});
