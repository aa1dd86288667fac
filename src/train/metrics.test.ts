import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { classAccuracies, confusionMatrix, topKMatches } from "./metrics.ts";

// Labels are first, second, fourth and last.
const scored = { logits: [9, 1, 2, 3, 5, 4, 1, 3, 7, 1, 1, 2, 3, 0, 8, 1], labels: [0, 1, 2, 1] };

test("topKMatches() counts labels among the largest logits", () => {
  expect([1, 2, 3, 4].map((k) => topKMatches(scored, k))).toEqual([1, 2, 2, 4]);
});

test("topKMatches() takes the lower class first where logits are equal, and NaN for nothing", () => {
  const nan = Number.NaN;
  expect(topKMatches({ logits: [1, 1, 1, 1], labels: [0, 1] }, 1)).toBe(1);
  expect(topKMatches({ logits: [nan, 0, nan, 0], labels: [0, 1] }, 2)).toBe(1);
});

test("topKMatches() agrees with sorting", () => {
  const rows = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(rows, fc.nat(3), fc.integer({ min: 1, max: 4 }), (rows, label, k) => {
      const sorted = rows.map((row) =>
        [0, 1, 2, 3].sort((a, b) => row[b]! - row[a]! || a - b).slice(0, k),
      );
      const labels = rows.map((_, i) => (label + i) % 4);
      const expected = sorted.filter((top, i) => top.includes(labels[i]!)).length;
      expect(topKMatches({ logits: rows.flat(), labels }, k)).toBe(expected);
    }),
  );
});

test.each([0, 5, 1.5])("topKMatches() refuses the top %d of 4", (k) => {
  expect(() => topKMatches(scored, k)).toThrow(
    new UsageError(`Cannot take the top ${k}: there are 4 classes, needs 1 to 4`),
  );
});

test("confusionMatrix() has a row for each class and a column for each answer", () => {
  const matrix = confusionMatrix([1, 1, 0, 2], [1, 0, 0, 1], 3);
  expect(matrix).toEqual([
    [1, 1, 0],
    [0, 1, 1],
    [0, 0, 0],
  ]);
  expect(classAccuracies(matrix)).toEqual([0.5, 0.5, null]);
});
