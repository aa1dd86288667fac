import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import type { FeatureRows } from "../readout/fitLogistic.ts";
import { type EmbedOptions, embedOverTime } from "./embedOverTime.ts";

const options: EmbedOptions = { method: "tsne", perplexity: 30, neighbours: 15, seed: 0 };

const methods = ["tsne", "umap"] as const;

/** Two clusters in four dimensions, the even and the odd points, so far apart. */
function clusters(apart: number, step = 0) {
  const values = new Float64Array(4 * 40);
  makeStream(0, "clusters").fillNormal(values, step, 0, 1);
  const shifted = values.map((value, at) => (at % 8 === 0 ? value + apart : value));
  return { values: shifted, count: 40, size: 4 };
}

test.each(methods)(
  "embedOverTime() keeps clusters apart and gives the same bits for the same seed, by %s",
  (method) => {
    const checkpoints = [clusters(3), clusters(20)];
    const found = embedOverTime(checkpoints, { ...options, method });
    expect(embedOverTime(checkpoints, { ...options, method })).toEqual(found);
    expect(separated(found[1]!.positions)).toBe(true);
    expect(found[1]!.trustworthiness).toBeGreaterThan(0.8);
    expect(found[1]!.neighboursKept).toBeGreaterThan(2 * found[1]!.chance.neighboursKept);
    expect(found[1]!.divergence === undefined).toBe(method === "umap");
  },
);

test("embedOverTime() takes as many steps of UMAP as it is told", () => {
  const [none, some, usual, said] = [0, 20, undefined, 500].map((steps) => {
    const told = steps === undefined ? {} : { steps };
    return embedOverTime([clusters(3)], { ...options, method: "umap", ...told })[0]!;
  });
  expect(usual).toEqual(said);
  expect(some!.positions).not.toEqual(none!.positions);
  expect(none!.positions[0]! / none!.positions[2]!).toBeCloseTo(first(0) / first(1), 1);
});

test.each(methods)("embedOverTime() lays each picture onto the one before, by %s", (method) => {
  const [first, second] = embedOverTime([clusters(20), clusters(20)], { ...options, method });
  const distance = second!.positions.reduce(
    (sum, value, at) => sum + (value - first!.positions[at]!) ** 2,
    0,
  );
  const size = first!.positions.reduce((sum, value) => sum + value * value, 0);
  // Of two pictures that have nothing to do with each other it would be about 2.
  expect(distance / size).toBeLessThan(0.4);
});

test.each([{ method: "tsne" }, { method: "umap", steps: 0 }] as const)(
  "embedOverTime() begins the first picture from the two principal directions, by $method",
  (method) => {
    const points = sheet();
    const [found] = embedOverTime([points], { ...options, ...method });
    // Begun anywhere else, the picture would lie turned or mirrored.
    for (const direction of [0, 1]) {
      expect(cosine(points, found!.positions, direction)).toBeGreaterThan(0.95);
    }
  },
);

test("embedOverTime() embeds points that are at one place, and points on a line", () => {
  const few = clusters(5);
  const twice = { ...few, values: few.values.map((_, at) => few.values[at % 16]!) };
  const line = { values: Float64Array.from({ length: 30 }, (_, at) => at), count: 30, size: 1 };
  for (const method of methods) {
    for (const points of [twice, line]) {
      const [found] = embedOverTime([points], { ...options, method });
      expect(found!.positions.every(Number.isFinite)).toBe(true);
      expect(new Set(found!.positions).size).toBeGreaterThan(points.count);
    }
  }
});

test("embedOverTime() refuses fewer points than have neighbourhoods", () => {
  const few = { values: new Float64Array(29), count: 29, size: 1 };
  expect(() => embedOverTime([few], options)).toThrow(
    new RangeError("Cannot embed points: there are 29, needs at least 30"),
  );
});

/** Points of a flat rectangle, 30 by 20, by their places along its sides. */
function sheet() {
  const values = Float64Array.from({ length: 2 * 600 }, (_, at) =>
    at % 2 === 0 ? Math.floor(at / 40) - 14.5 : ((at >> 1) % 20) - 9.5,
  );
  return { values, count: 600, size: 2 };
}

/** Cosine of the angle between a coordinate of the points and that of their picture. */
function cosine({ values }: FeatureRows, positions: Float64Array, direction: number): number {
  let [products, squares, own] = [0, 0, 0];
  for (let at = direction; at < values.length; at += 2) {
    products += values[at]! * positions[at]!;
    squares += values[at]! ** 2;
    own += positions[at]! ** 2;
  }
  return products / Math.sqrt(squares * own);
}

/** The first coordinate of a point. */
function first(point: number): number {
  return clusters(3).values[4 * point]!;
}

/** Whether each point lies nearer to the middle of its own cluster than to that of the other. */
function separated(positions: Float64Array): boolean {
  const middles = [0, 1].map((cluster) => {
    let [x, y] = [0, 0];
    for (let at = 2 * cluster; at < positions.length; at += 4) {
      x += positions[at]! / 20;
      y += positions[at + 1]! / 20;
    }
    return [x, y] as const;
  });
  return Array.from({ length: 40 }, (_, point) => {
    const [own, other] = [point % 2, 1 - (point % 2)].map((cluster) =>
      Math.hypot(
        positions[2 * point]! - middles[cluster]![0],
        positions[2 * point + 1]! - middles[cluster]![1],
      ),
    );
    return own! < other!;
  }).every(Boolean);
}
