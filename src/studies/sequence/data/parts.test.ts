import { expect, test } from "vitest";
import { barDigits } from "../../../../test/support/smallSequence.ts";
import { digitParts, isDigitThird } from "./parts.ts";

test("digitParts() divides as the source does: of MNIST 42,000, 18,000 and 10,000", () => {
  const mnist = { ...barDigits(0, 0), train: emptyImages(60_000), test: emptyImages(10_000) };
  const { train, aside, test: asked } = digitParts(mnist);
  expect([train.count, aside.count, asked.count]).toEqual([42_000, 18_000, 10_000]);
  expect([train.origin![0], train.origin!.at(-1)]).toEqual([0, 41_999]);
  expect([aside.origin![0], aside.origin!.at(-1)]).toEqual([42_000, 59_999]);
});

test("digitParts() keeps order, labels and images, and the test digits as they are", () => {
  const dataset = barDigits(15, 4);
  const { train, aside, test: asked } = digitParts(dataset);
  expect([...train.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  expect([...aside.labels]).toEqual([1, 2, 3, 4]);
  expect(aside.images).toEqual((dataset.train.images as Uint8Array).subarray(11 * 784));
  expect(asked).toBe(dataset.test);
});

test.each([
  [0, 0, true],
  [0, 4, true],
  [0, 5, false],
  [9, 9, true],
  [9, 5, true],
  [9, 4, false],
  [1, 0, false],
])("isDigitThird() of %d and %d is %s", (first, second, is) => {
  expect(isDigitThird(first, second)).toBe(is);
});

test("isDigitThird() holds for half of all pairs of digits", () => {
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  const pairs = digits.flatMap((a) => digits.map((b) => [a, b] as const));
  expect(pairs.filter(([a, b]) => isDigitThird(a, b))).toHaveLength(50);
});

/** Images of one black pixel. */
function emptyImages(count: number) {
  const images = new Uint8Array(count);
  return { images, labels: new Int32Array(count), count, channels: 1, height: 1, width: 1 };
}
