import { expect, test } from "vitest";
import { makeReferenceBackend } from "../../../backends/reference/reference.ts";
import { makeStream } from "../../../core/random.ts";
import { computeOnce } from "../../../probing/computeOnce.ts";
import type { Rows } from "../../../probing/rows.ts";
import { type Asked, measureOutput } from "./measureOutput.ts";

const backend = makeReferenceBackend();

function rowsOf(points: readonly (readonly number[])[]): Rows {
  const size = points[0]!.length;
  return { values: Float32Array.from(points.flat()), count: points.length, shape: [size], size };
}

function measured(points: readonly (readonly number[])[], asked: Partial<Asked> = {}) {
  const counts = [points.length];
  const labels = new Int32Array(points.length);
  return measureOutput((inputs, build) => computeOnce(backend, inputs, build), rowsOf(points), {
    counts,
    labels,
    ...asked,
  });
}

/** 1 and -1 along the first so many of ten directions, all seen from the same place. */
function cross(directions: number): number[][] {
  return Array.from({ length: 2 * directions }, (_, at) =>
    Array.from({ length: 10 }, (_, column) => 5 + (column === at >> 1 ? 1 - 2 * (at % 2) : 0)),
  );
}

function cloud(count: number, size: number): number[][] {
  const stream = makeStream(0, "cloud");
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: size }, (_, column) => stream.uniform(row, column)),
  );
}

test("measureOutput() counts directions that all vary alike", () => {
  for (const directions of [1, 4, 10]) {
    const [spread, ...others] = measured(cross(directions)).spreads;
    expect(others).toEqual([]);
    expect(spread!.components).toEqual(
      [0.5, 0.7, 0.8, 0.9, 0.95, 0.99].map((share) => Math.ceil(share * directions)),
    );
    expect(spread!.participationRatio).toBeCloseTo(directions, 5);
  }
});

test("measureOutput() counts the first images alone, as if there were no others", () => {
  const points = cloud(30, 40);
  const { spreads } = measured(points, { counts: [3, 10, 20, 30] });
  for (const spread of spreads) {
    const [alone] = measured(points.slice(0, spread.images)).spreads;
    expect(spread.components).toEqual(alone!.components);
    expect(spread.participationRatio).toBeCloseTo(alone!.participationRatio!, 4);
  }
});

test("measureOutput() counts the same where there are more images than dimensions", () => {
  const points = cloud(30, 40);
  const flat = points.map((row) => row.slice(0, 5));
  const padded = flat.map((row) => [...row, ...new Array<number>(35).fill(2)]);
  const [own, other] = [flat, padded].map((rows) => measured(rows, { counts: [4, 30] }).spreads);
  own!.forEach(({ components }, at) => {
    expect(components).toEqual(other![at]!.components);
  });
});

test("measureOutput() counts the larger shares of few images only", () => {
  const [few, many] = measured(cloud(2001, 3), { counts: [2000, 2001] }).spreads;
  expect(few!.components).toHaveLength(6);
  expect(many!.components).toEqual(few!.components!.slice(0, 3));
});

test("measureOutput() asks TwoNN about one number of images", () => {
  const points = cloud(300, 2).map(([x, y]) => [x!, y!, x! + y!, 0, 1]);
  const { spreads } = measured(points, { counts: [100, 200, 300], twoNnCount: 200 });
  expect(spreads.map(({ twoNn }) => twoNn === null)).toEqual([true, false, true]);
  expect(spreads[1]!.twoNn).toBeGreaterThan(1.6);
  expect(spreads[1]!.twoNn).toBeLessThan(2.4);
  const [alone] = measured(points.slice(0, 200), { twoNnCount: 200 }).spreads;
  expect(spreads[1]!.twoNn).toBeCloseTo(alone!.twoNn!, 4);
});

test("measureOutput() tells what lies within classes from what lies between them", () => {
  // Two classes 8 apart along a direction of their own, each a cross along two others.
  const points = [-4, 4].flatMap((middle) => cross(2).map((point) => [...point, middle]));
  const labels = Int32Array.from(points, (_, at) => Number(at >= 4));
  const { classes } = measured(points, { labels, byClass: true });
  expect(classes!.within).toEqual([1, 2, 2, 2, 2, 2]);
  expect(classes!.between).toEqual(new Array(6).fill(1));
  expect(classes!.byClass).toEqual([
    { label: 0, images: 4, count: 2 },
    { label: 1, images: 4, count: 2 },
  ]);
  // Squares within: 8 of 1; between: 8 of 16.
  expect(classes!.betweenShare).toBeCloseTo(16 / 17, 5);
});

test("measureOutput() counts no components within a class whose images have the same output", () => {
  const points = [...cross(3), ...new Array(6).fill(new Array(10).fill(7.3))];
  const labels = Int32Array.from(points, (_, at) => Number(at >= 6));
  const { classes } = measured(points, { labels, byClass: true });
  expect(classes!.within).toEqual([1, 1.5, 1.5, 1.5, 1.5, 1.5]);
  expect(classes!.byClass.map(({ count }) => count)).toEqual([3, 0]);
});

test("measureOutput() has no numbers for a layer that gives all images the same output", () => {
  const same = new Array(20).fill([1, 2, 3]);
  const asked = { counts: [10, 20], twoNnCount: 20, byClass: true, pictureCount: 10 };
  const nothing = { components: null, participationRatio: null, twoNn: null };
  const { spreads, classes, scores } = measured(same, asked);
  expect(spreads).toEqual([10, 20].map((images) => ({ images, ...nothing })));
  const byClass = [{ label: 0, images: 20, count: null }];
  expect(classes).toEqual({ within: null, byClass, between: null, betweenShare: null });
  expect(scores!.dimensions).toBe(0);
});

test("measureOutput() has no numbers where the first images alone have the same output", () => {
  const points = [...new Array(10).fill([1.1, 2.3, 3.7, 0.4]), ...cloud(10, 4)];
  const { spreads } = measured(points, { counts: [10, 20], twoNnCount: 10 });
  expect(spreads[0]).toEqual({
    images: 10,
    components: null,
    participationRatio: null,
    twoNn: null,
  });
  expect(spreads[1]!.components).not.toBeNull();
});

test("measureOutput() has no numbers for outputs that are not finite", () => {
  const [spread] = measured([[1], [Number.NaN], [2]]).spreads;
  expect(spread!.components).toBeNull();
});

test("measureOutput() keeps what pictures are made of, of their images alone", () => {
  const { scores } = measured(cloud(40, 60), { pictureCount: 35 });
  expect(scores!.dimensions).toBe(34);
  expect(scores!.scores).toHaveLength(35 * 34);
  expect(measured(cloud(40, 60)).scores).toBeUndefined();
});
