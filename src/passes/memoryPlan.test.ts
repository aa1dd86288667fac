import fc from "fast-check";
import { expect, test } from "vitest";
import { type Lifetime, planMemory } from "./memoryPlan.ts";

const lifetimes: fc.Arbitrary<Lifetime[]> = fc.array(
  fc
    .record({ bytes: fc.nat(1000), first: fc.nat(12), length: fc.nat(5) })
    .map(({ bytes, first, length }) => ({ bytes, first, last: first + length })),
  { maxLength: 25 },
);

const isAlive = ({ first, last }: Lifetime, step: number) => first <= step && step <= last;

/** Bytes that have to be somewhere at the fullest step. */
function peakOf(all: readonly Lifetime[]): number {
  const steps = Array.from({ length: 20 }, (_, step) => step);
  const bytesAt = (step: number) =>
    all.reduce((sum, own) => sum + (isAlive(own, step) ? own.bytes : 0), 0);
  return Math.max(...steps.map(bytesAt));
}

test("planMemory() gives bytes away again when their lifetime is over", () => {
  const plan = planMemory([
    { bytes: 128, first: 0, last: 1 },
    { bytes: 64, first: 1, last: 2 },
    { bytes: 128, first: 2, last: 3 },
  ]);
  // The largest first: the third takes the first one's place; the second is alive beside either.
  expect(plan).toEqual({ offsets: [0, 128, 0], totalBytes: 192 });
});

test("planMemory() puts a lifetime into a gap that it fits", () => {
  const plan = planMemory([
    { bytes: 256, first: 0, last: 9 },
    { bytes: 192, first: 0, last: 4 },
    { bytes: 128, first: 3, last: 9 },
    { bytes: 64, first: 6, last: 9 },
  ]);
  // The second leaves 192 bytes between the first and the third: room for the fourth.
  expect(plan).toEqual({ offsets: [0, 256, 448, 256], totalBytes: 576 });
});

test("planMemory() counts the last step as part of a lifetime", () => {
  const meeting = [
    { bytes: 64, first: 0, last: 1 },
    { bytes: 64, first: 1, last: 2 },
  ];
  expect(planMemory(meeting).offsets).toEqual([0, 64]);
  const apart = [meeting[0]!, { bytes: 64, first: 2, last: 3 }];
  expect(planMemory(apart).offsets).toEqual([0, 0]);
});

test("planMemory() of nothing needs nothing", () => {
  expect(planMemory([])).toEqual({ offsets: [], totalBytes: 0 });
});

test("planMemory() lets no two lifetimes overlap at a step that they share", () => {
  fc.assert(
    fc.property(lifetimes, (all) => {
      const { offsets } = planMemory(all);
      for (const [a, own] of all.entries()) {
        for (const [b, other] of all.slice(0, a).entries()) {
          const meet = own.first <= other.last && other.first <= own.last;
          const disjoint =
            offsets[a]! + own.bytes <= offsets[b]! || offsets[b]! + other.bytes <= offsets[a]!;
          // What has no bytes overlaps nothing, wherever it is.
          if (meet && own.bytes > 0 && other.bytes > 0) expect(disjoint).toBe(true);
        }
      }
    }),
  );
});

test("planMemory() aligns every place to 64 bytes, inside an arena between the peak and the sum", () => {
  fc.assert(
    fc.property(lifetimes, (all) => {
      const { offsets, totalBytes } = planMemory(all);
      const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64;
      for (const [index, { bytes }] of all.entries()) {
        expect(offsets[index]! % 64).toBe(0);
        expect(offsets[index]! + bytes).toBeLessThanOrEqual(totalBytes);
      }
      expect(totalBytes).toBeGreaterThanOrEqual(peakOf(all));
      expect(totalBytes).toBeLessThanOrEqual(all.reduce((sum, own) => sum + aligned(own.bytes), 0));
    }),
  );
});
