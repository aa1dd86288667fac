import { expect, test } from "vitest";
import { predictionChanges } from "./predictionChanges.ts";

test("predictionChanges() tells lost, gained and otherwise wrong answers apart", () => {
  const labels = [0, 1, 2, 3, 4, 5, 6, 7];
  const first = [0, 1, 2, 0, 0, 5, 6, 7];
  const second = [0, 9, 9, 3, 1, 5, 6, 7];
  expect(predictionChanges(first, second, labels)).toEqual({
    flipped: 4 / 8,
    lost: 2 / 8,
    gained: 1 / 8,
  });
});

test("predictionChanges() of the same answers is none", () => {
  expect(predictionChanges([3, 1], [3, 1], [0, 1])).toEqual({ flipped: 0, lost: 0, gained: 0 });
});
