import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { comparableGram, compareGrams } from "./compareGrams.ts";
import { type Gram, linearCka } from "./linearCka.ts";

type Rows = readonly (readonly number[])[];

function gramOfRows(rows: Rows): Gram {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  return { count: rows.length, products: rows.flatMap((a) => rows.map((b) => dot(a, b))) };
}

function gaussians(name: string, count: number, size: number): Rows {
  const stream = makeStream(0, name);
  return Array.from({ length: count }, (_, row) => {
    const values = new Float32Array(size);
    stream.fillNormal(values, row, 0, 1);
    return [...values];
  });
}

function compare(a: Rows, b: Rows) {
  const [first, second] = [comparableGram(gramOfRows(a)), comparableGram(gramOfRows(b))];
  return compareGrams([[first, second]], makeStream(0, "test"));
}

/** The first with as much of the second. */
function mixed(a: Rows, b: Rows): Rows {
  return a.map((row, at) => row.map((value, column) => value + b[at]![column]!));
}

test("compareGrams() gives the similarity of linearCka()", () => {
  const [a, b] = [gaussians("a", 40, 3), gaussians("b", 40, 5)];
  expect(compare(a, b).value).toBeCloseTo(linearCka(gramOfRows(a), gramOfRows(b)).value!, 14);
});

test("compareGrams() has an interval around what more images would say", () => {
  let covered = 0;
  for (let sample = 0; sample < 40; sample++) {
    const [a, b] = [gaussians(`a${sample}`, 60, 4), gaussians(`b${sample}`, 60, 4)];
    // Covariances of I with I, of 2 I with 2 I, and of I between the two: CKA is 1² / (1 · 2).
    const { low, high } = compare(a, mixed(a, b));
    if (low! <= 0.5 && 0.5 <= high!) covered++;
  }
  expect(covered).toBeGreaterThanOrEqual(34);
  expect(covered).toBeLessThanOrEqual(40);
});

test("compareGrams() knows what chance gives: layers with nothing in common are within it, others above", () => {
  const [a, b] = [gaussians("a", 60, 4), gaussians("b", 60, 4)];
  const apart = compare(a, b);
  expect(apart.chance![0]).toBeLessThan(0);
  expect(apart.chance![1]).toBeLessThan(0.2);
  expect(apart.value!).toBeLessThan(apart.chance![1]);
  expect(compare(a, mixed(a, b)).value!).toBeGreaterThan(apart.chance![1]);
});

test("compareGrams() gives the mean of several pairs", () => {
  const grams = ["a", "b", "c"].map((name) => comparableGram(gramOfRows(gaussians(name, 30, 3))));
  const [a, b, c] = grams;
  const stream = makeStream(0, "test");
  const alone = [compareGrams([[a!, b!]], stream), compareGrams([[a!, c!]], stream)];
  const both = compareGrams(
    [
      [a!, b!],
      [a!, c!],
    ],
    stream,
  );
  expect(both.value).toBeCloseTo((alone[0]!.value! + alone[1]!.value!) / 2, 14);
});

test("compareGrams() is 1 of a layer with itself, and has nothing beyond", () => {
  const rows = gaussians("a", 30, 3);
  const { value, low, high } = compare(rows, rows);
  expect([value, low, high].map((own) => Math.round(own! * 1e9) / 1e9)).toEqual([1, 1, 1]);
  expect(high).toBeLessThanOrEqual(1);
});

test("compareGrams() says why there is no similarity", () => {
  const rows = gaussians("a", 30, 3);
  const same = rows.map(() => [0, 0, 0]);
  const reason = "a layer gives all images the same output";
  expect(compare(rows, same)).toEqual({ value: null, reason });
});
