import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import { differenceWords, intervalSentence, sideOf } from "./differenceWords.ts";

const words = { above: "it is more", below: "it is less" };

test("sideOf() wants the whole interval on one side of 0", () => {
  expect(sideOf(estimateOf([1, 1.1, 1.2]))).toBe("above");
  expect(sideOf(estimateOf([-1, -1.1, -1.2]))).toBe("below");
  expect(sideOf(estimateOf([-1, 1, 2]))).toBe(undefined);
  expect(sideOf(estimateOf([0, 0, 0]))).toBe(undefined);
  expect(sideOf(estimateOf([5]))).toBe(undefined);
});

test.each([
  [[1, 1.1, 1.2], "it is more (difference 1.10 ± 0.25)"],
  [[-1, -1.1, -1.2], "it is less (difference −1.10 ± 0.25)"],
  [[-1, 1, 2], "3 seeds do not tell them apart (difference 0.7 ± 3.8)"],
  [[5], "one seed does not tell whether that is a difference (5.0)"],
  [[Number.NaN, 1], "the difference was not measured"],
])("differenceWords() claims of %j no more than the interval allows", (values, said) => {
  expect(differenceWords(estimateOf(values), words)).toBe(said);
});

test("differenceWords() knows shares, and that nothing was measured", () => {
  expect(differenceWords(estimateOf([0.1, 0.1]), words, "difference")).toBe(
    "it is more (difference +10.0 ± 0.0 points)",
  );
  expect(differenceWords(null, words)).toBe("the difference was not measured");
});

test("intervalSentence() says what ± is, or that there is none", () => {
  expect(intervalSentence(3)).toBe(
    "± is the 95% CI, Student t, over 3 seeds; differences are paired by seed.",
  );
  expect(intervalSentence(1)).toBe("One seed was trained, so that nothing has an interval.");
});
