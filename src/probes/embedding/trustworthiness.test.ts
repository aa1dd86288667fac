import { expect, test } from "vitest";
import { count, flat, points } from "../../../test/support/goldenNeighbours.ts";
import { makeStream } from "../../core/random.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import { neighboursKept } from "./neighbours.ts";
import { chanceTrustworthiness, trustworthiness } from "./trustworthiness.ts";

test("trustworthiness() finds the numbers of scikit-learn", () => {
  const picture = nearestNeighbours(flat, 10);
  expect(trustworthiness(points, picture, 5)).toBeCloseTo(0.86625, 12);
  expect(trustworthiness(points, picture, 10)).toBeCloseTo(0.9024489795918367, 12);
});

test("trustworthiness() is 1 of a picture that changes nothing, also where points are equally near", () => {
  expect(trustworthiness(points, nearestNeighbours(points, 10), 10)).toBe(1);
  const steps = { values: Array.from({ length: 30 }, (_, at) => at % 5), count: 30, size: 1 };
  expect(trustworthiness(steps, nearestNeighbours(steps, 10), 10)).toBe(1);
});

test("chanceTrustworthiness() is what pictures at random come to", () => {
  const values = new Float64Array(2 * count);
  const nearest = nearestNeighbours(points, 10);
  const found = Array.from({ length: 200 }, (_, at) => {
    makeStream(0, "pictures").fillNormal(values, at, 0, 1);
    const random = nearestNeighbours({ values, count, size: 2 }, 10);
    return [trustworthiness(points, random, 10), neighboursKept(nearest, random, 10)] as const;
  });
  const mean = (at: 0 | 1) => found.reduce((sum, own) => sum + own[at], 0) / found.length;
  expect(mean(0)).toBeCloseTo(chanceTrustworthiness(count, 10), 2);
  expect(mean(1)).toBeCloseTo(10 / (count - 1), 2);
});

test("trustworthiness() refuses neighbourhoods of half the points", () => {
  expect(() => trustworthiness(points, nearestNeighbours(flat, 20), 20)).toThrow(
    new RangeError(
      "Cannot judge a picture: there are 40 points for 20 neighbours, needs more than 40",
    ),
  );
});
