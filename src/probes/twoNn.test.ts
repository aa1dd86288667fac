import { expect, test } from "vitest";
import { type Asked, askProbe, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { pointsNetwork } from "../../test/support/pointsNetwork.ts";
import { makeStream } from "../core/random.ts";
import { computeOnce } from "../probing/computeOnce.ts";
import { makeNearest } from "./dimension/nearestPoints.ts";
import { type NearestTwo, twoNnEstimate } from "./dimension/twoNnEstimate.ts";
import { twoNn } from "./twoNn.ts";

type PointList = readonly (readonly number[])[];

function ask(points: PointList, { options, ...asked }: Asked = {}) {
  const wanted = { layers: "points", ...options };
  return askProbe(twoNn, { ...pointsNetwork(points), ...asked, options: wanted });
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

test.each(everyBackend())(
  "twoNn agrees with scikit-learn's neighbours, on %s",
  async (_, backend) => {
    for (const [points, regression, likelihood] of [
      [waves(40, 12), 0.8988371673601592, 1.0393497061157926],
      [waves(25, 60), 3.795956751363053, 2.127076753706159],
    ] as const) {
      const line = await ask(points, { backend });
      expect(readingOf(line, "dimension", "points")).toBeCloseTo(regression, 4);
      const likely = await ask(points, { backend, options: { method: "likelihood" } });
      expect(readingOf(likely, "dimension", "points")).toBeCloseTo(likelihood, 4);
    }
  },
);

const backend = everyBackend().at(-1)![1];

/** Dimension of points by themselves, without a network. */
function dimensionOf(points: PointList): number {
  const [count, size] = [points.length, points[0]!.length];
  const values = Float32Array.from(points.flat());
  const nearest = makeNearest((inputs, build) => computeOnce(backend, inputs, build), {
    values,
    count,
    size,
  })(
    Uint32Array.from({ length: count }, (_, at) => at),
    2,
  );
  const pairs = points.map(
    (_, at): NearestTwo => [nearest.distances[2 * at]!, nearest.distances[2 * at + 1]!],
  );
  return twoNnEstimate(pairs).value!;
}

/** Even numbers from -1 to 1, `size` a row. */
function evenPoints(count: number, size: number, seed = 0): number[][] {
  const stream = makeStream(seed, `test/cube/${size}`);
  return Array.from({ length: count }, (_, row) => {
    const values = new Float64Array(size);
    stream.fillUniform(values, row, -1, 1);
    return [...values];
  });
}

/** Turned into 20 dimensions by a matrix of waves. */
function embedded(points: PointList): number[][] {
  return points.map((point) =>
    Array.from({ length: 20 }, (_, to) =>
      point.reduce((sum, own, from) => sum + own * Math.cos((Math.PI * (to + 0.5) * from) / 20), 0),
    ),
  );
}

test("twoNn finds the dimension of cubes, near the truth up to 5 and from below up to 20", () => {
  for (let d = 1; d <= 20; d++) {
    const share = dimensionOf(embedded(evenPoints(300, d))) / d;
    expect(share).toBeGreaterThan(d <= 5 ? 0.8 : 0.55);
    expect(share).toBeLessThan(1.2);
  }
});

test("twoNn finds in cubes of 2 and 5 dimensions what test/golden/makeDimensions.py finds on average", () => {
  const meanOf = (size: number) =>
    [0, 1, 2, 3, 4, 5].reduce((sum, seed) => sum + dimensionOf(evenPoints(600, size, seed)), 0) / 6;
  // Single samples of 600 points differ by 0.10 and 0.26.
  expect(Math.abs(meanOf(2) - 1.99)).toBeLessThan(0.12);
  expect(Math.abs(meanOf(5) - 4.64)).toBeLessThan(0.3);
});

/** A circle of a thousandth's thickness, far from the origin. */
function circle(count: number): number[][] {
  return evenPoints(count, 2).map(([turn, out]) => {
    const radius = 1 + 1e-6 * out!;
    return [100 + radius * Math.cos(Math.PI * turn!), radius * Math.sin(Math.PI * turn!), 3];
  });
}

function swissRoll(count: number): number[][] {
  return evenPoints(count, 2).map(([along, across]) => {
    const turn = 1.5 * Math.PI * (2 + along!);
    return [turn * Math.cos(turn), 10 * across!, turn * Math.sin(turn)];
  });
}

function sphere(count: number): number[][] {
  const stream = makeStream(0, "test/sphere");
  return Array.from({ length: count }, (_, row) => {
    const values = new Float64Array(4);
    stream.fillNormal(values, row, 0, 1);
    const length = Math.hypot(...values);
    return [...values].map((own) => own / length);
  });
}

test("twoNn sees the bent sheet where its linear control sees the room that the sheet is bent in", async () => {
  for (const [points, own, control] of [
    [circle(300), 1, 2],
    [swissRoll(300), 2, 3],
    [sphere(300), 3, 4],
  ] as const) {
    const { readings } = await ask(points, { backend });
    const [found, linear, halves] = readings;
    expect(found!.low!).toBeLessThan(own);
    expect(found!.high!).toBeGreaterThan(own);
    expect(linear!.low!).toBeLessThan(control);
    expect(linear!.high!).toBeGreaterThan(control - 0.2);
    expect(Math.abs(halves!.value! / own - 1)).toBeLessThan(0.3);
  }
});

test("twoNn gives intervals within which repetitions fall", async () => {
  const found = await Promise.all(
    Array.from({ length: 30 }, async (_, sample) => {
      return (await ask(evenPoints(150, 2, sample), { backend })).readings[0]!;
    }),
  );
  const centre = found.reduce((sum, { value }) => sum + value!, 0) / found.length;
  const covered = found.filter(({ low, high }) => low! <= centre && centre <= high!);
  expect(covered.length).toBeGreaterThanOrEqual(26);
});

test("twoNn is not led astray by copies or by one outlier", async () => {
  const points = evenPoints(200, 2);
  const alone = readingOf(await ask(points, { backend }), "dimension", "points")!;
  const copies = [...points, ...points.slice(0, 20)];
  const outlier = [...points, [1000, -1000]];
  for (const more of [copies, outlier]) {
    const own = readingOf(await ask(more, { backend }), "dimension", "points")!;
    expect(Math.abs(own / alone - 1)).toBeLessThan(0.1);
  }
});

test("twoNn does not depend on where the points are and how large", async () => {
  const points = evenPoints(60, 3);
  const moved = points.map((point) => point.map((own) => 8 * own + 1000));
  const [a, b] = [await ask(points), await ask(moved)];
  expect(a.readings[0]!.value! / b.readings[0]!.value!).toBeCloseTo(1, 3);
});

test("twoNn has no number of too few points, of equal ones, and of what is not finite", async () => {
  const quantities = ["dimension", "linearised dimension", "dimension of halves"];
  const same = await ask(Array.from({ length: 8 }, () => [0.1, 3]));
  const reason = "the layer gives all images the same output";
  expect(same.readings).toEqual(
    quantities.map((quantity) => ({ quantity, layer: "points", value: null, reason })),
  );
  const two = await ask([[0], [1]]);
  expect(two.readings[0]!.reason).toBe(
    "0 of 0 images have two neighbours at different distances, needs at least 3",
  );
  const broken = await ask([[0], [Number.POSITIVE_INFINITY], [1], [4]]);
  expect(broken.readings[0]!.reason).toBe("the layer's outputs are not finite");
});
