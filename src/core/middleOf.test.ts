import { expect, test } from "vitest";
import { middleOf } from "./middleOf.ts";

test("middleOf() is what numpy.percentile says of 2.5 and 97.5", () => {
  const values = Float64Array.of(9, 1, 4, 25, 16);
  expect(middleOf(values)).toEqual([1.3, 24.1]);
  expect(middleOf(Float64Array.of(7))).toEqual([7, 7]);
});
