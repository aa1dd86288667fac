import fc from "fast-check";
import { expect, test } from "vitest";
import { spread } from "./spread.ts";

const wide = [-1000, 1000] as const;

test("spread() moves nothing that is apart already", () => {
  expect(spread([30, 10, 50], 15, wide)).toEqual([30, 10, 50]);
});

test("spread() moves neighbours apart by as little as possible, in their order", () => {
  expect(spread([10, 12], 10, wide)).toEqual([6, 16]);
  expect(spread([12, 10, 40], 10, wide)).toEqual([16, 6, 40]);
});

test("spread() stays within its bounds", () => {
  expect(spread([0, 1], 10, [0, 100])).toEqual([0, 10]);
  expect(spread([99, 100], 10, [0, 100])).toEqual([90, 100]);
  expect(spread([], 10, [0, 100])).toEqual([]);
});

test("spread() keeps order, gap and, where there is room, bounds", () => {
  const positions = fc.array(fc.double({ min: -50, max: 150, noNaN: true }), { maxLength: 10 });
  fc.assert(
    fc.property(positions, (given) => {
      const placed = spread(given, 10, [0, 100]);
      const order = given.map((_, index) => index).sort((a, b) => given[a]! - given[b]!);
      const sorted = order.map((index) => placed[index]!);
      for (let rank = 1; rank < sorted.length; rank++) {
        expect(sorted[rank]! - sorted[rank - 1]!).toBeGreaterThan(10 - 1e-9);
      }
      for (const place of placed) {
        expect(place).toBeGreaterThanOrEqual(-1e-9);
        expect(place).toBeLessThanOrEqual(100 + 1e-9);
      }
    }),
  );
});
