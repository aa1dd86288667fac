import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { chooseOfClasses } from "./chooseOfClasses.ts";
import { classSizes } from "./classSizes.ts";

/** Three classes in turn; the one pixel of image i is i. */
const set: ImagesInMemory = {
  images: Uint8Array.from({ length: 60 }, (_, index) => index),
  labels: Int32Array.from({ length: 60 }, (_, index) => index % 3),
  count: 60,
  channels: 1,
  height: 1,
  width: 1,
};

test("chooseOfClasses() takes so many of each class, in the order they had", () => {
  const chosen = chooseOfClasses(set, [5, 0, 20], 0);
  expect(classSizes(chosen.labels, 3)).toEqual([5, 0, 20]);
  expect([...chosen.origin!]).toEqual([...chosen.origin!].sort((a, b) => a - b));
  expect([...(chosen.images as Uint8Array)]).toEqual([...chosen.origin!]);
});

test("chooseOfClasses() adds to a smaller choice, and chooses for each class by itself", () => {
  const few = chooseOfClasses(set, [5, 0, 2], 3).origin!;
  const more = new Set(chooseOfClasses(set, [9, 4, 2], 3).origin);
  expect(few.every((index) => more.has(index))).toBe(true);
});

test("chooseOfClasses() repeats itself, and chooses otherwise with another seed", () => {
  const origin = (seed: number) => chooseOfClasses(set, [5, 5, 5], seed).origin;
  expect(origin(1)).toEqual(origin(1));
  expect(origin(1)).not.toEqual(origin(2));
});

test("chooseOfClasses() is likely to take each example alike", () => {
  const taken = new Array<number>(60).fill(0);
  for (let seed = 0; seed < 400; seed++) {
    for (const index of chooseOfClasses(set, [10, 10, 10], seed).origin!) taken[index]! += 1;
  }
  // Expected 200 with a deviation of 10.
  expect(Math.min(...taken)).toBeGreaterThan(155);
  expect(Math.max(...taken)).toBeLessThan(245);
});

test("chooseOfClasses() refuses more than a class has", () => {
  expect(() => chooseOfClasses(set, [1, 21, 1], 0)).toThrow(
    new UsageError("Cannot choose examples of class 1: it has 20, needs at least 21"),
  );
});
