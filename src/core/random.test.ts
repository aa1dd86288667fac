import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "./errors.ts";
import { wordsAtOnce } from "./philoxWords.ts";
import { makeStream } from "./random.ts";

const stream = makeStream(7, "shuffle");

test("makeStream() gives the same numbers for the same seed and name", () => {
  const again = makeStream(7, "shuffle");
  expect(again.uniform(3, 5)).toBe(stream.uniform(3, 5));
  expect(again.permutation(3, 100)).toEqual(stream.permutation(3, 100));
});

test("makeStream() never changes its numbers: results of old runs depend on them", () => {
  const old = makeStream(0, "init");
  expect([0, 1, 2, 3, 4].map((index) => old.integers(0, index, 1000))).toEqual([
    590, 974, 148, 356, 115,
  ]);
  expect([...old.permutation(1, 8)]).toEqual([3, 0, 5, 6, 7, 1, 4, 2]);
});

test.each([-1, 1.5, Number.NaN, 2 ** 53])("makeStream() refuses the seed %d", (seed) => {
  expect(() => makeStream(seed, "init")).toThrow(
    new UsageError(
      `Cannot make random numbers: seed = ${seed}, needs a whole number from 0 to 2^53 - 1`,
    ),
  );
});

test("uniform() differs in seed, name, step and index, beyond 32 bits too", () => {
  const numbers = [
    stream.uniform(0, 0),
    stream.uniform(0, 1),
    stream.uniform(0, 2 ** 34),
    stream.uniform(1, 0),
    stream.uniform(2 ** 32, 0),
    makeStream(8, "shuffle").uniform(0, 0),
    makeStream(7 + 2 ** 32, "shuffle").uniform(0, 0),
    makeStream(7, "init").uniform(0, 0),
  ];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("fillUniform() writes low + (high - low)·uniform(), rounded once, in either type", () => {
  const anyBound = fc.oneof(
    fc.constantFrom(0, 1, -1, 256),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.record({ seed: fc.maxSafeNat(), step: fc.maxSafeNat(), low: anyBound, high: anyBound }),
      fc.string(),
      fc.nat(200),
      ({ seed, step, low, high }, name, length) => {
        const own = makeStream(seed, name);
        const numbers = Array.from(
          { length },
          (_, index) => low + (high - low) * own.uniform(step, index),
        );
        const [exact, rounded] = [new Float64Array(length), new Float32Array(length)];
        own.fillUniform(exact, step, low, high);
        own.fillUniform(rounded, step, low, high);
        expect(exact).toEqual(Float64Array.from(numbers));
        expect(rounded).toEqual(Float32Array.from(numbers));
      },
    ),
  );
});

test("fillUniform() goes on where its generator's memory ends", () => {
  for (const length of [wordsAtOnce - 1, wordsAtOnce, wordsAtOnce + 1, 2 * wordsAtOnce + 3]) {
    const out = new Float32Array(length);
    stream.fillUniform(out, 5, 0, 1);
    const places = [0, 1, wordsAtOnce - 1, wordsAtOnce, wordsAtOnce + 1, length - 1];
    for (const index of places.filter((own) => own < length)) {
      expect(out[index], `${index} of ${length}`).toBe(stream.uniform(5, index));
    }
  }
});

test("fillUniform() gives numbers in [0, 1) that float32 holds exactly, spread evenly", () => {
  const exact = new Float64Array(100_000);
  const rounded = new Float32Array(100_000);
  stream.fillUniform(exact, 0, 0, 1);
  stream.fillUniform(rounded, 0, 0, 1);
  expect(Array.from(rounded)).toEqual(Array.from(exact));
  expect(Math.min(...exact.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
  expect(exact.every((number) => number < 1)).toBe(true);
  expect(momentsOf(exact).mean).toBeCloseTo(0.5, 2);
  expect(momentsOf(exact).deviation).toBeCloseTo(Math.sqrt(1 / 12), 2);
});

test("fillNormal() has the mean, deviation and tails of a normal distribution", () => {
  const out = new Float64Array(200_001);
  stream.fillNormal(out, 4, 3, 2);
  const { mean, deviation } = momentsOf(out);
  expect(mean).toBeCloseTo(3, 1);
  expect(deviation).toBeCloseTo(2, 1);
  const within = (sigmas: number) =>
    out.filter((number) => Math.abs(number - 3) < 2 * sigmas).length / out.length;
  expect(within(1)).toBeCloseTo(0.6827, 2);
  expect(within(2)).toBeCloseTo(0.9545, 2);
  expect(within(3)).toBeCloseTo(0.9973, 2);
});

test("fillNormal() gives the same numbers whatever the length", () => {
  const long = new Float32Array(9);
  const short = new Float32Array(7);
  stream.fillNormal(long, 2, 0, 1);
  stream.fillNormal(short, 2, 0, 1);
  expect(long.subarray(0, 7)).toEqual(short);
});

test("integers() hits every value equally often", () => {
  const counts = new Array<number>(7).fill(0);
  for (let index = 0; index < 70_000; index++) counts[stream.integers(1, index, 7)]! += 1;
  // Chi-square with 6 degrees of freedom: 22.5 is exceeded with probability 0.001.
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(22.5);
});

test("integers() stays below its bound, up to 2^32", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.nat(), (bound, index) => {
      const value = stream.integers(0, index, bound);
      return Number.isInteger(value) && value >= 0 && value < bound;
    }),
  );
});

test("permutation() holds each number once", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(), (n, step) => {
      const sorted = stream.permutation(step, n).sort();
      return sorted.length === n && sorted.every((value, index) => value === index);
    }),
  );
});

test("permutation() of three gives each of the six orders equally often", () => {
  const counts = new Map<string, number>();
  for (let step = 0; step < 12_000; step++) {
    const order = stream.permutation(step, 3).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // Chi-square with 5 degrees of freedom: 20.5 is exceeded with probability 0.001.
  const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
  expect(chiSquare).toBeLessThan(20.5);
});

function momentsOf(numbers: Float64Array): { mean: number; deviation: number } {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(variance) };
}
