import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { makeQuadtree } from "./quadtree.ts";
import { fillRepulsion } from "./repulsion.ts";

/** Three clusters of 200 points. */
const count = 600;
const positions = new Float64Array(2 * count);
makeStream(0, "places").fillNormal(positions, 0, 0, 4);
for (let at = 0; at < positions.length; at += 6) positions[at] = positions[at]! + 40;
for (let at = 2; at < positions.length; at += 6) positions[at] = positions[at]! - 30;
const tree = makeQuadtree(count)(positions);

function repulsion(theta: number) {
  const pushes = new Float64Array(2 * count);
  return { sum: fillRepulsion(pushes, tree, theta), pushes };
}

/** From all pairs, one after the other. */
function allPairs() {
  const pushes = new Float64Array(2 * count);
  let sum = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      if (a === b) continue;
      const dx = positions[2 * a]! - positions[2 * b]!;
      const dy = positions[2 * a + 1]! - positions[2 * b + 1]!;
      const kernel = 1 / (1 + dx ** 2 + dy ** 2);
      sum += kernel;
      pushes[2 * a] = pushes[2 * a]! + kernel ** 2 * dx;
      pushes[2 * a + 1] = pushes[2 * a + 1]! + kernel ** 2 * dy;
    }
  }
  return { sum, pushes };
}

const lengthOf = (vector: Float64Array) => Math.hypot(...vector);
const exact = allPairs();

test("fillRepulsion() with θ = 0 is that of all pairs", () => {
  const { sum, pushes } = repulsion(0);
  expect(sum / exact.sum).toBeCloseTo(1, 12);
  pushes.forEach((push, at) => {
    expect(push).toBeCloseTo(exact.pushes[at]!, 10);
  });
});

test("fillRepulsion() with θ = 0.5 is within some per cent of it", () => {
  const { sum, pushes } = repulsion(0.5);
  expect(Math.abs(sum / exact.sum - 1)).toBeLessThan(0.02);
  const off = lengthOf(pushes.map((push, at) => push - exact.pushes[at]!));
  expect(off / lengthOf(exact.pushes)).toBeLessThan(0.03);
  expect(off).toBeGreaterThan(0);
});

test("fillRepulsion() pushes no points that are all at one place", () => {
  const same = makeQuadtree(50)(new Float64Array(100).fill(3));
  const pushes = new Float64Array(100).fill(9);
  expect(fillRepulsion(pushes, same, 0.5)).toBe(50 * 49);
  expect(pushes.every((push) => push === 0)).toBe(true);
});
