import { expect, test } from "vitest";
import { movedSince, shareKept } from "./movedSince.ts";

function learned(first: readonly number[], last: readonly number[]) {
  const readout = { share: 0, low: 0, high: 0 };
  const epochs = [first, last].map((filters, epoch) => {
    return { epoch, filters, outputs: readout, maps: null };
  });
  return { filterShape: [2, 1, 1, 2], epochs };
}

test("movedSince() is the norm of what was added, divided by the first norm", () => {
  const cnn = learned([3, 0, 0, 4], [3, 6, 8, 4]);
  expect(movedSince(cnn, 0)).toBe(0);
  expect(movedSince(cnn, -1)).toBe(2);
  expect(movedSince(learned([0, 0, 0, 0], [1, 0, 0, 0]), -1)).toBe(Number.NaN);
});

test("shareKept() is 1 of filters that only grew, 0 at right angles, and overlooks those of length 0", () => {
  expect(shareKept(learned([1, 0, 0, 1], [5, 0, 0, -2]))).toBe(1);
  expect(shareKept(learned([1, 0, 0, 1], [0, 5, 2, 0]))).toBe(0);
  expect(shareKept(learned([1, 0, 1, 0], [3, 4, 1, 0]))).toBeCloseTo((9 / 25 + 1) / 2, 12);
  expect(shareKept(learned([1, 0, 0, 0], [1, 1, 5, 5]))).toBeCloseTo(0.5, 12);
  expect(shareKept(learned([0, 0, 0, 0], [1, 1, 5, 5]))).toBe(Number.NaN);
});
