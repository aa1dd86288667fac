import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import { divergenceOf, tsne } from "./tsne.ts";
import { tsneAffinities } from "./tsneAffinities.ts";

/** Three clusters in five dimensions, one point after the other of each. */
function clusters(count: number) {
  const values = new Float64Array(5 * count);
  makeStream(0, "clusters").fillNormal(values, 0, 0, 1);
  for (let at = 0; at < values.length; at++) {
    if (Math.floor(at / 5) % 3 === at % 5) values[at] = values[at]! + 12;
  }
  const start = new Float64Array(2 * count);
  makeStream(1, "start").fillNormal(start, 0, 0, 1e-4);
  return {
    affinities: tsneAffinities(nearestNeighbours({ values, count, size: 5 }, 30), 10),
    start,
  };
}

const count = 60;
const { affinities, start } = clusters(count);

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

test.each([60, 600])("tsne() keeps known clusters of %s points apart", (points) => {
  const own = clusters(points);
  const { positions } = tsne(own.affinities, own);
  const centres = [0, 1, 2].map((cluster) => meanOf(positions, cluster));
  for (let point = 0; point < points; point++) {
    const nearest = centres.map(([x, y]) =>
      Math.hypot(positions[2 * point]! - x, positions[2 * point + 1]! - y),
    );
    expect(nearest.indexOf(Math.min(...nearest))).toBe(point % 3);
  }
});

test("tsne() comes as near with pushes by groups as with those of all pairs", () => {
  const own = clusters(240);
  const exact = tsne(own.affinities, { ...own, theta: 0 }).divergence;
  expect(tsne(own.affinities, own).divergence / exact).toBeCloseTo(1, 1);
});

test("tsne() gives the same bits for the same start", () => {
  const [once, again] = [tsne(affinities, { start }), tsne(affinities, { start })];
  expect(again).toEqual(once);
});

test("tsne() gives a picture of points that are at few places", () => {
  const values = Float64Array.from({ length: 5 * count }, (_, at) => Math.sin(at % 25));
  const few = tsneAffinities(nearestNeighbours({ values, count, size: 5 }, 15), 5);
  const { positions, divergence } = tsne(few, { start });
  expect(positions.every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(divergence)).toBe(true);
});

function meanOf(positions: Float64Array, cluster: number): readonly [number, number] {
  let [x, y, points] = [0, 0, 0];
  for (let at = 2 * cluster; at < positions.length; at += 6) {
    x += positions[at]!;
    y += positions[at + 1]!;
    points++;
  }
  return [x / points, y / points];
}
