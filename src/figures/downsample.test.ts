import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { downsample } from "./downsample.ts";

interface Sample {
  readonly step: number;
  readonly loss: number;
}

const options = { x: ({ step }: Sample) => step, ys: [({ loss }: Sample) => loss] };

/** A million samples of a falling wave, in which three are unlike the others. */
function longSeries(): Sample[] {
  const special = new Map([
    [314_159, 50],
    [500_000, Number.NaN],
    [707_107, Number.NEGATIVE_INFINITY],
  ]);
  return Array.from({ length: 1_000_000 }, (_, step) => {
    // Whole numbers, so that the result is the same to the bit on every machine.
    const wave = ((step * 7919) % 1000) / 1000;
    return { step, loss: special.get(step) ?? 1 + wave - step / 1_000_000 };
  });
}

test("downsample() of a million samples keeps a spike, a NaN, an infinity, and both ends", () => {
  const samples = longSeries();
  const kept = downsample(samples, { ...options, buckets: 600 });
  for (const step of [0, 314_159, 500_000, 707_107, 999_999]) expect(kept).toContain(samples[step]);
  expect(kept.length).toBeLessThanOrEqual(2 * 600 + 2 + 2);
  expect(kept.length).toBe(1204);
  const digest = createHash("sha256").update(kept.map(({ step }) => step).join(" "));
  expect(digest.digest("hex").slice(0, 16)).toBe("4d3518754499c68a");
});

test("downsample() keeps the least and the greatest of every bucket, in order", () => {
  const losses = [3, 1, 2, 5, 4, 4, 9, 0, 7, 6, 8, 5];
  const samples = losses.map((loss, step) => ({ step, loss }));
  const kept = downsample(samples, { ...options, buckets: 2 });
  expect(kept.map(({ loss }) => loss)).toEqual([3, 1, 5, 9, 0, 5]);
});

test("downsample() leaves a series as it is that has two points a bucket or fewer", () => {
  const samples = [4, 2, 9, 9].map((loss, step) => ({ step, loss }));
  expect(downsample(samples, { ...options, buckets: 2 })).toBe(samples);
  expect(downsample([], { ...options, buckets: 1 })).toEqual([]);
});

test("downsample() minds every value of a point: a band keeps its extremes", () => {
  const points = Array.from({ length: 100 }, (_, x) => ({ x, mean: 0, high: x === 37 ? 9 : 1 }));
  const ys = [({ mean }: (typeof points)[0]) => mean, ({ high }: (typeof points)[0]) => high];
  const kept = downsample(points, { x: ({ x }) => x, ys, buckets: 2 });
  expect(kept).toContain(points[37]);
});

test("downsample() takes samples that all lie at one x, and a series of nothing but NaN", () => {
  const still = [1, 2, 9, 3, 0, 4].map((loss) => ({ step: 5, loss }));
  const kept = downsample(still, { ...options, buckets: 1 });
  expect(kept.map(({ loss }) => loss)).toEqual([1, 9, 0, 4]);
  const broken = still.map((_, step) => ({ step, loss: Number.NaN }));
  expect(downsample(broken, { ...options, buckets: 1 })).toEqual([broken[0], broken[5]]);
});

test("downsample() keeps the extremes of any series, in no more points than it may", () => {
  const loss = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(
      fc.array(loss, { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      (all, buckets) => {
        const samples = all.map((own, step) => ({ step, loss: own }));
        const kept = downsample(samples, { ...options, buckets });
        const keptLosses = new Set(kept.map((sample) => sample.loss));
        const finite = all.filter((own) => Number.isFinite(own));
        if (finite.length > 0) {
          expect(keptLosses).toContain(Math.min(...finite));
          expect(keptLosses).toContain(Math.max(...finite));
        }
        expect(all.filter((own) => !Number.isFinite(own)).every((own) => keptLosses.has(own))).toBe(
          true,
        );
        expect(kept.length).toBeLessThanOrEqual(5 * buckets + 2);
        expect(
          kept.every((sample, index) => index === 0 || sample.step > kept[index - 1]!.step),
        ).toBe(true);
      },
    ),
  );
});

test("downsample() refuses to keep nothing", () => {
  expect(() => downsample([], { ...options, buckets: 0 })).toThrow(
    new RangeError("Cannot shorten a series: 0 buckets, needs at least 1"),
  );
});
