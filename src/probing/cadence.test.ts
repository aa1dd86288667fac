import { expect, test } from "vitest";
import { isDue } from "./cadence.ts";

const due = (cadence: Parameters<typeof isDue>[0]) =>
  Array.from({ length: 11 }, (_, epoch) => epoch).filter((epoch) => isDue(cadence, epoch, 10));

test("isDue() goes by the cadence, and always asks at the end", () => {
  expect(due("every")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(due("log2")).toEqual([0, 1, 2, 4, 8, 10]);
  expect(due("end")).toEqual([10]);
});
