import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestNeighbours } from "./nearestNeighbours.ts";

test("nearestNeighbours() lists others, the nearest first, of equally near ones the earlier", () => {
  const found = nearestNeighbours({ values: [0, 1, 3, 1], count: 4, size: 1 }, 2);
  expect([...found.indices]).toEqual([1, 3, 3, 0, 1, 3, 1, 0]);
  expect([...found.squaredDistances]).toEqual([1, 1, 0, 1, 4, 4, 0, 1]);
});

test("nearestNeighbours() knows all others where there are no more", () => {
  const found = nearestNeighbours({ values: [0, 5, 1], count: 3, size: 1 }, 7);
  expect(found.k).toBe(2);
  expect([...found.indices]).toEqual([2, 1, 2, 0, 0, 1]);
});

test("nearestNeighbours() finds the same as sorting all others does", () => {
  const numbers = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 40, maxLength: 90 });
  fc.assert(
    fc.property(
      numbers,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      (values, size, k) => {
        const count = Math.floor(values.length / size);
        const { indices, k: known } = nearestNeighbours({ values, count, size }, k);
        for (let point = 0; point < count; point++) {
          const sorted = Array.from({ length: count }, (_, other) => ({
            other,
            distance: between(values, size, point, other),
          }))
            .filter(({ other }) => other !== point)
            .sort((a, b) => a.distance - b.distance || a.other - b.other)
            .map(({ other }) => other);
          expect([...indices.subarray(point * known, (point + 1) * known)]).toEqual(
            sorted.slice(0, k),
          );
        }
      },
    ),
  );
});

function between(values: readonly number[], size: number, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < size; at++) sum += (values[a * size + at]! - values[b * size + at]!) ** 2;
  return sum;
}
