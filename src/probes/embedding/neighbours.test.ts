import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import {
  chanceAgreement,
  chanceTrustworthiness,
  labelAgreement,
  neighboursInOrder,
  neighboursKept,
  squaredDistances,
  trustworthiness,
} from "./neighbours.ts";

/** As in test/golden/makeNeighbours.py. */
const count = 40;
const points = {
  values: Array.from({ length: 3 * count }, (_, at) => {
    const [i, column] = [Math.floor(at / 3), at % 3];
    return [Math.sin(i), Math.cos(1.7 * i), (i % 7) / 3][column]!;
  }),
  count,
  size: 3,
};
const order = neighboursInOrder(squaredDistances(points), count);
const flat = {
  values: points.values.filter((_, at) => at % 3 < 2),
  count,
  size: 2,
};
const inPicture = neighboursInOrder(squaredDistances(flat), count);

test("neighboursInOrder() lists all others, the nearest first, of equally near ones the earlier", () => {
  const line = { values: [0, 1, 3, 1], count: 4, size: 1 };
  const found = neighboursInOrder(squaredDistances(line), 4);
  expect(found.map((own) => [...own])).toEqual([
    [1, 3, 2],
    [3, 0, 2],
    [1, 3, 0],
    [1, 0, 2],
  ]);
});

test("trustworthiness() and neighboursKept() find the numbers of scikit-learn", () => {
  expect(trustworthiness(order, inPicture, 5)).toBeCloseTo(0.86625, 12);
  expect(trustworthiness(order, inPicture, 10)).toBeCloseTo(0.9024489795918367, 12);
  expect(neighboursKept(order, inPicture, 5)).toBeCloseTo(0.54, 12);
});

test("trustworthiness() and neighboursKept() are 1 of a picture that changes nothing", () => {
  expect(trustworthiness(order, order, 10)).toBe(1);
  expect(neighboursKept(order, order, 10)).toBe(1);
});

test("chanceTrustworthiness() is what pictures at random come to", () => {
  const values = new Float64Array(2 * count);
  const found = Array.from({ length: 200 }, (_, at) => {
    makeStream(0, "pictures").fillNormal(values, at, 0, 1);
    const random = neighboursInOrder(squaredDistances({ values, count, size: 2 }), count);
    return [trustworthiness(order, random, 10), neighboursKept(order, random, 10)] as const;
  });
  const mean = (at: 0 | 1) => found.reduce((sum, own) => sum + own[at], 0) / found.length;
  expect(mean(0)).toBeCloseTo(chanceTrustworthiness(count, 10), 2);
  expect(mean(1)).toBeCloseTo(10 / (count - 1), 2);
});

test("trustworthiness() refuses neighbourhoods of half the points", () => {
  expect(() => trustworthiness(order, inPicture, 20)).toThrow(
    new RangeError(
      "Cannot judge a picture: there are 40 points for 20 neighbours, needs more than 40",
    ),
  );
});

test("labelAgreement() counts neighbours of the same label, chanceAgreement() those of any two", () => {
  const line = { values: [0, 1, 10, 11, 12], count: 5, size: 1 };
  const found = neighboursInOrder(squaredDistances(line), 5);
  expect(labelAgreement(found, [0, 0, 1, 1, 0], 1)).toEqual([1, 1, 1, 1, 0]);
  expect(chanceAgreement([0, 0, 1, 1, 0])).toBeCloseTo((3 * 2 + 2) / 20, 12);
});
