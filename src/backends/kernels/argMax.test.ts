import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { argMax } from "../../ops/argMax.ts";
import { constant } from "../../ops/leaves.ts";

test("argMax() gives the place of each row's largest element, the first of equals", () => {
  const x = constant([1, 3, 2, -5, -6, -5], [2, 3]);
  expect(runOnce({ y: argMax(x) }).y).toEqual([1, 0]);
});
