import { expect, test } from "vitest";
import { differentNearest } from "./differentNearest.ts";

test("differentNearest() counts the filters that are nearest to some other", () => {
  const filters = { values: [0, 1, 10, 11], count: 4, size: 1 };
  expect(differentNearest(filters, { values: [0, 10, 99], count: 3, size: 1 })).toBe(2);
  expect(differentNearest(filters, { values: [5], count: 1, size: 1 })).toBe(1);
  expect(differentNearest(filters, filters)).toBe(4);
});
