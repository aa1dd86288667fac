import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { sidesWords } from "./sidesWords.ts";

const words = { above: "more", below: "fewer" };

test("sidesWords() says where intervals lie above 0, below it, or hold it", () => {
  const text = sidesWords(
    [
      ["c1", estimateOf([1, 1.1, 0.9])],
      ["c2", estimateOf([2, 2.1])],
      ["c3", estimateOf([-3, -3.1, -2.9])],
      ["c4", estimateOf([-1, 1])],
      ["c5", null],
    ],
    words,
  );
  expect(text).toBe("more in c1 and c2, fewer in c3, not told apart in c4, not known in c5");
});

test("sidesWords() tells the signs of a single seed", () => {
  const text = sidesWords(
    [
      ["c1", estimateOf([1])],
      ["c2", estimateOf([-2])],
      ["c3", estimateOf([0])],
    ],
    words,
  );
  expect(text).toBe("more in c1, fewer in c2, the same in c3");
});

test("sidesWords() says that nothing was measured where nothing is known", () => {
  expect(sidesWords([["c1", null]], words)).toBe("not measured");
});
