import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import { type Affinities, tsneAffinities } from "./tsneAffinities.ts";

const count = 120;
const values = new Float64Array(5 * count);
makeStream(0, "points").fillNormal(values, 0, 0, 1);
const points = { values, count, size: 5 };

test("tsneAffinities() name each pair once, the earlier point at the later, and sum up to 1", () => {
  const found = tsneAffinities(nearestNeighbours(points, 30), 10);
  const pairs = pairsOf(found);
  expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length);
  expect(pairs.every(({ point, other }) => other < point)).toBe(true);
  expect(2 * found.values.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 12);
});

test("tsneAffinities() are those of all pairs, less what farther ones have", () => {
  const all = new Map(
    pairsOf(tsneAffinities(nearestNeighbours(points, count - 1), 10)).map(
      ({ name, value }) => [name, value] as const,
    ),
  );
  expect(all.size).toBe((count * (count - 1)) / 2);
  const near = pairsOf(tsneAffinities(nearestNeighbours(points, 30), 10));
  const off = near.reduce((sum, { name, value }) => sum + 2 * Math.abs(value - all.get(name)!), 0);
  expect(off).toBeLessThan(0.1);
});

test("tsneAffinities() are as many effective neighbours as are wanted", () => {
  // Of points at equal distances every perplexity below their number has all of them as neighbours.
  const corners = { values: [1, 0, 0, 0, 1, 0, 0, 0, 1], count: 3, size: 3 };
  const { values: equal } = tsneAffinities(nearestNeighbours(corners, 2), 1.5);
  expect([...equal]).toEqual([1 / 6, 1 / 6, 1 / 6]);
});

test("tsneAffinities() have no gaps where points are at one place", () => {
  for (const known of [4, 30]) {
    const pairs = { ...points, values: values.map((_, at) => values[at % 25]!) };
    const { values: found } = tsneAffinities(nearestNeighbours(pairs, known), 5);
    expect(found.every(Number.isFinite)).toBe(true);
    expect(2 * found.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 12);
  }
});

function pairsOf({ starts, others, values: own }: Affinities) {
  return Array.from(others, (other, at) => {
    const point = starts.findIndex((start, row) => start <= at && at < starts[row + 1]!);
    return { point, other, name: `${point} ${other}`, value: own[at]! };
  });
}
