import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { squaredDistances } from "./neighbours.ts";
import { divergenceOf, tsne } from "./tsne.ts";
import { tsneAffinities } from "./tsneAffinities.ts";

/** Three clusters in five dimensions, one point after the other of each. */
const count = 60;
const values = new Float64Array(5 * count);
makeStream(0, "clusters").fillNormal(values, 0, 0, 1);
for (let at = 0; at < values.length; at++) {
  if (Math.floor(at / 5) % 3 === at % 5) values[at] = values[at]! + 12;
}
const distances = squaredDistances({ values, count, size: 5 });
const affinities = tsneAffinities(distances, count, 10);
const start = new Float64Array(2 * count);
makeStream(1, "start").fillNormal(start, 0, 0, 1e-4);

test("tsneAffinities() are as many effective neighbours as are wanted, and sum up to 1", () => {
  expect(affinities.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 12);
  affinities.forEach((own, at) => {
    expect(own).toBe(affinities[(at % count) * count + Math.floor(at / count)]);
  });
  // Of points at equal distances every perplexity below their number has all of them as neighbours.
  const equal = Float64Array.from({ length: 9 }, (_, at) => Number(at % 4 !== 0));
  expect([...tsneAffinities(equal, 3, 1.5)].slice(0, 3)).toEqual([0, 1 / 6, 1 / 6]);
});

test("tsneAffinities() have no gaps where points are at one place", () => {
  const pairs = { values: values.map((_, at) => values[at % 25]!), count, size: 5 };
  const found = tsneAffinities(squaredDistances(pairs), count, 5);
  expect(found.every(Number.isFinite)).toBe(true);
  expect(found.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 12);
  const { positions, divergence } = tsne(found, { start });
  expect(positions.every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(divergence)).toBe(true);
});

test("tsne() lowers the divergence, and leaves the start as it is", () => {
  const before = start.slice();
  const first = divergenceOf(affinities, start);
  const after = (steps: number) =>
    tsne(affinities, { start, exaggeratedSteps: 0, steps }).divergence;
  expect(after(20)).toBeLessThan(first);
  expect(after(100)).toBeLessThan(after(20));
  expect(tsne(affinities, { start }).divergence).toBeLessThan(first / 4);
  expect(start).toEqual(before);
});

test("tsne() keeps known clusters apart", () => {
  const { positions } = tsne(affinities, { start });
  const centres = [0, 1, 2].map((cluster) => meanOf(positions, cluster));
  for (let point = 0; point < count; point++) {
    const nearest = centres.map(([x, y]) =>
      Math.hypot(positions[2 * point]! - x, positions[2 * point + 1]! - y),
    );
    expect(nearest.indexOf(Math.min(...nearest))).toBe(point % 3);
  }
});

test("tsne() gives the same bits for the same start", () => {
  const [once, again] = [tsne(affinities, { start }), tsne(affinities, { start })];
  expect(again).toEqual(once);
});

function meanOf(positions: Float64Array, cluster: number): readonly [number, number] {
  let [x, y] = [0, 0];
  for (let point = cluster; point < count; point += 3) {
    x += positions[2 * point]!;
    y += positions[2 * point + 1]!;
  }
  return [(3 * x) / count, (3 * y) / count];
}
