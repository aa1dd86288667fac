import { expect, test } from "vitest";
import { closestChoice } from "./closestChoice.ts";

const pictures = [{ chosen: [0, 0, 0] }, { chosen: [0, 1, 0] }, { chosen: [1, 1, 1] }];

test("closestChoice() is what is wanted where there is a picture of it", () => {
  expect(closestChoice(pictures, [0, 1, 0], 1)).toEqual([0, 1, 0]);
});

test("closestChoice() keeps what was changed, and as much of the rest as it can", () => {
  expect(closestChoice(pictures, [1, 0, 0], 0)).toEqual([1, 1, 1]);
  expect(closestChoice(pictures, [1, 0, 0], 1)).toEqual([0, 0, 0]);
});
