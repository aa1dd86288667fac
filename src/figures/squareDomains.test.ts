import { expect, test } from "vitest";
import { squareDomains } from "./squareDomains.ts";

test("squareDomains() is as wide as the longer side and a little more, with the points in the middle", () => {
  const [x, y] = squareDomains([0, 10, 100, 30, 50, 20]);
  expect(x).toEqual([-3, 103]);
  expect(y).toEqual([-33, 73]);
});

test("squareDomains() has room around a single point", () => {
  expect(squareDomains([5, 7])).toEqual([
    [4, 6],
    [6, 8],
  ]);
});
