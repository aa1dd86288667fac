import { expect, test } from "vitest";
import { flat, points } from "../../../test/support/goldenNeighbours.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import { chanceAgreement, labelAgreement, neighboursKept } from "./neighbours.ts";

const nearest = nearestNeighbours(points, 10);

test("neighboursKept() finds the number of scikit-learn", () => {
  expect(neighboursKept(nearest, nearestNeighbours(flat, 5), 5)).toBeCloseTo(0.54, 12);
});

test("neighboursKept() is 1 of a picture that changes nothing", () => {
  expect(neighboursKept(nearest, nearest, 10)).toBe(1);
});

test("labelAgreement() counts neighbours of the same label, chanceAgreement() those of any two", () => {
  const line = { values: [0, 1, 10, 11, 12], count: 5, size: 1 };
  const found = nearestNeighbours(line, 3);
  expect(labelAgreement(found, [0, 0, 1, 1, 0], 1)).toEqual([1, 1, 1, 1, 0]);
  expect(chanceAgreement([0, 0, 1, 1, 0])).toBeCloseTo((3 * 2 + 2) / 20, 12);
});
