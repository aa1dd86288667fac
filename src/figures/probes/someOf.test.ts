import { expect, test } from "vitest";
import { someOf } from "./someOf.ts";

test("someOf() keeps the first and the last of many, and all of few", () => {
  expect(someOf([1, 2, 3], 4)).toEqual([1, 2, 3]);
  expect(someOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 3, 6, 9]);
});
