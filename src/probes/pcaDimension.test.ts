import { expect, test } from "vitest";
import { type Asked, askProbe, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { pointsNetwork } from "../../test/support/pointsNetwork.ts";
import { makeStream } from "../core/random.ts";
import { pcaDimension } from "./pcaDimension.ts";

type PointList = readonly (readonly number[])[];

function ask(points: PointList, { options, ...asked }: Asked = {}) {
  const wanted = { layers: "points", ...options };
  return askProbe(pcaDimension, { ...pointsNetwork(points), ...asked, options: wanted });
}

const levels = ["50%", "70%", "80%", "90%", "95%", "99%"] as const;

async function countsOf(points: PointList, asked: Asked = {}) {
  const found = await ask(points, asked);
  return {
    counts: levels.map((of) => readingOf(found, "components", "points", of)),
    ratio: readingOf(found, "participation ratio", "points")!,
  };
}

/** As in test/golden/makeDimensions.py. */
function waves(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from(
      { length: columns },
      (_, j) =>
        Math.sin(0.37 * (i + 1) * (j + 1)) / (1 + j) + 0.2 * Math.cos(1.3 * i) * Math.cos(0.7 * j),
    ),
  );
}

test.each(everyBackend())("pcaDimension agrees with scikit-learn, on %s", async (_, backend) => {
  const tall = await countsOf(waves(40, 12), { backend });
  expect(tall.counts).toEqual([1, 2, 3, 4, 6, 8]);
  expect(tall.ratio / 2.5770791694056028).toBeCloseTo(1, 6);
  const wide = await countsOf(waves(25, 60), { backend });
  expect(wide.counts).toEqual([2, 2, 3, 4, 6, 9]);
  expect(wide.ratio / 2.9600455706613324).toBeCloseTo(1, 6);
});

test("pcaDimension keeps the spectrum as shares, largest first", async () => {
  const { details } = await ask(waves(25, 60));
  expect(details).toMatchObject({ spectra: { points: expect.any(Array) } });
  const { points } = (details as { spectra: { points: number[] } }).spectra;
  expect(points).toHaveLength(25);
  expect(points.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  const theirs = [
    0.48280594921507053, 0.30597867283561236, 0.08922911966983638, 0.0414036445928906,
  ];
  theirs.forEach((share, at) => {
    expect(points[at]).toBeCloseTo(share, 6);
  });
});

test("pcaDimension agrees with scikit-learn on standardised outputs", async () => {
  const options = { standardise: "true" };
  const tall = await countsOf(waves(40, 12), { options });
  expect(tall.counts).toEqual([2, 5, 6, 7, 8, 9]);
  expect(tall.ratio).toBeCloseTo(4.895520905934399, 5);
  const wide = await countsOf(waves(25, 60), { options });
  expect(wide.counts).toEqual([1, 1, 2, 5, 7, 9]);
  expect(wide.ratio).toBeCloseTo(1.687507618528732, 5);
});

test("pcaDimension divides by the layer's dimension", async () => {
  const found = await ask(waves(25, 60));
  expect(readingOf(found, "components per dimension", "points", "95%")).toBeCloseTo(6 / 60, 12);
});

/** Points that vary in 3 of 40 directions, all alike, by some deviations in each. */
function gaussians(count: number, sample: number, deviations: readonly number[]): number[][] {
  const stream = makeStream(sample, "test/gaussians");
  return Array.from({ length: count }, (_, row) => {
    const values = new Float64Array(deviations.length);
    stream.fillNormal(values, row, 0, 1);
    return Array.from({ length: 40 }, (_, at) => (deviations[at] ?? 0) * (values[at] ?? 0) + 7);
  });
}

test("pcaDimension finds the number of directions, and one outlier does not change it", async () => {
  const points = gaussians(100, 0, [1, 1, 1]);
  const { counts, ratio } = await countsOf(points);
  expect(counts.slice(2)).toEqual([3, 3, 3, 3]);
  expect(ratio).toBeGreaterThan(2.8);
  const outlier = points.map((point, at) => (at === 50 ? point.map((own) => own + 0.5) : point));
  expect((await countsOf(outlier)).counts[5]).toBe(4);
  expect((await countsOf(outlier)).counts[3]).toBe(3);
});

test("pcaDimension has intervals that cover the participation ratio of the distribution", async () => {
  const deviations = [2, 1, 1, 0.5];
  // Of a Gaussian with these variances: (4 + 1 + 1 + 0.25)² / (16 + 1 + 1 + 0.0625).
  const truth = 6.25 ** 2 / 18.0625;
  let covered = 0;
  for (let sample = 0; sample < 40; sample++) {
    const { readings } = await ask(gaussians(120, sample, deviations));
    const { low, high } = readings.find(({ quantity }) => quantity === "participation ratio")!;
    if (low! <= truth && truth <= high!) covered++;
  }
  expect(covered).toBeGreaterThanOrEqual(34);
});

test("pcaDimension has no intervals of fewer than 20 images", async () => {
  const { readings } = await ask(gaussians(19, 0, [1, 1]));
  expect(readings.every(({ low, high }) => low === undefined && high === undefined)).toBe(true);
});

test("pcaDimension has no number where all outputs are the same, or one is not finite", async () => {
  const same = await ask(Array.from({ length: 6 }, () => [0.1, 0.3, 1e6]));
  const reason = "the layer gives all images the same output";
  expect(same.readings).toHaveLength(13);
  expect(same.readings[0]).toEqual({
    quantity: "components",
    layer: "points",
    of: "50%",
    value: null,
    reason,
  });
  expect(same.readings.every((own) => own.value === null && own.reason === reason)).toBe(true);
  const broken = await ask([[1], [Number.NaN], [2]]);
  expect(broken.readings[0]!.reason).toBe("the layer's outputs are not finite");
});

test("pcaDimension finds the same of outputs at the ends of the range of numbers", async () => {
  const { counts, ratio } = await countsOf(waves(25, 60));
  for (const scale of [1e-30, 1e25]) {
    const own = await countsOf(waves(25, 60).map((row) => row.map((value) => scale * value)));
    expect(own.counts).toEqual(counts);
    expect(own.ratio / ratio).toBeCloseTo(1, 5);
  }
});

test("pcaDimension has no interval beyond the number of directions that there are", async () => {
  const { readings } = await ask(gaussians(100, 0, new Array(40).fill(1)));
  for (const { quantity, high } of readings) {
    expect(high!).toBeLessThanOrEqual(quantity === "components per dimension" ? 1 : 40);
  }
});

test("pcaDimension looks at channels where positions are averaged", async () => {
  const found = await askProbe(pcaDimension, { options: { positions: "mean" } });
  expect(readingOf(found, "components per dimension", "f1", "99%")).toBeLessThanOrEqual(1);
});
