import { expect, test } from "vitest";
import { makeStream } from "../../../core/random.ts";
import { reach, shapes } from "./shapes.ts";

const names = Object.keys(shapes);
const steps = 120;
const grid = Array.from({ length: steps ** 2 }, (_, i): [number, number] => [
  ((i % steps) + 0.5) * (2.6 / steps) - 1.3,
  (Math.floor(i / steps) + 0.5) * (2.6 / steps) - 1.3,
]);
const areaOf = (name: string) =>
  (grid.filter(([x, y]) => shapes[name]!(x, y) < 0).length * 2.6 ** 2) / steps ** 2;

test("shapes are eight or more", () => {
  expect(names.length).toBeGreaterThanOrEqual(8);
});

test.each([
  ["circle", 0, 0, -0.88],
  ["circle", 0, 2, 1.12],
  ["square", 0, 0, -0.8],
  ["square", 1.8, 0.3, 1],
  ["square", 1.1, 1.2, 0.5],
  ["triangle", 0, 1, 0.2],
  ["triangle", 0, -1.5, 0.5],
  ["star", 0, -1.65, 0.5],
  ["cross", 0.5, 0, -0.36],
  ["cross", 0.9, 0, -0.1],
  ["cross", 0.66, 0.76, 0.3],
  ["ring", 0, 0, 0.44],
  ["ring", 0.72, 0, -0.28],
  ["crescent", 0.55, 0, 0.8],
  ["arrow", -1.5, 0, 0.5],
  ["arrow", -0.5, 0, -0.36],
])("shapes: %s has its edge %d, %d at the distance %d", (name, x, y, distance) => {
  expect(shapes[name]!(x, y)).toBeCloseTo(distance, 10);
});

test.each([
  ["circle", Math.PI * 0.88 ** 2],
  ["square", 1.6 ** 2],
  ["triangle", 2.1 * 1.8 * 0.5],
  ["star", 5 * 1.15 * 0.5 * Math.sin(Math.PI / 5)],
  ["cross", 2 * 2 * 0.72 - 0.72 ** 2],
  ["ring", Math.PI * (1 - 0.44 ** 2)],
  ["arrow", 1.05 * 0.72 + (1.9 * 1) / 2],
])("shapes: %s covers the area %d", (name, area) => {
  expect(areaOf(name)).toBeCloseTo(area, 1);
});

test.each(names)("shapes: %s is neither a dot nor larger than its place", (name) => {
  expect(areaOf(name)).toBeGreaterThan(1.2);
  expect(areaOf(name)).toBeLessThan(2.8);
  for (const [x, y] of grid) {
    if (Math.hypot(x, y) > reach - 0.02) expect(shapes[name]!(x, y)).toBeGreaterThan(0);
  }
});

test.each(names)("shapes: %s has distances that grow no faster than the way", (name) => {
  const numbers = new Float64Array(4000);
  makeStream(0, "points").fillUniform(numbers, 0, -1.5, 1.5);
  for (let i = 0; i < numbers.length; i += 4) {
    const [x, y, otherX, otherY] = numbers.subarray(i, i + 4);
    const way = Math.hypot(x! - otherX!, y! - otherY!);
    const difference = shapes[name]!(x!, y!) - shapes[name]!(otherX!, otherY!);
    expect(Math.abs(difference)).toBeLessThanOrEqual(way + 1e-9);
  }
});

test("shapes are unlike each other, however they are placed: no two share four fifths of their area", () => {
  for (const one of names) {
    for (const other of names.slice(names.indexOf(one) + 1)) {
      const inBoth = grid.filter(([x, y]) => shapes[one]!(x, y) < 0 && shapes[other]!(x, y) < 0);
      const inEither = grid.filter(([x, y]) => shapes[one]!(x, y) < 0 || shapes[other]!(x, y) < 0);
      expect(inBoth.length / inEither.length).toBeLessThan(0.85);
    }
  }
});
