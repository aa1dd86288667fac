import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { blur } from "./blur.ts";

/** Two equal rows. */
const rows = (row: number[]) => constant([...row, ...row], [1, 1, 2, row.length]);

test("blur() weighs the neighbours of every second pixel", () => {
  const y = blur(rows([1, 2, 3, 4, 5, 10]), { stride: 2, beyond: "reflect" });
  expect(runOnce({ y }).y).toEqual([1.5, 3, 6]); // (2 + 2·1 + 2)/4, (2 + 2·3 + 4)/4, (4 + 2·5 + 10)/4
});

test.each([
  [1, [1.5, 2, 3, 4, 4.5]],
  [2, [1.5, 3, 4.5]],
  [3, [1.5, 4]],
  [4, [1.5, 4.5]],
])("blur() with stride %i takes the pixels at its multiples", (stride, expected) => {
  const y = blur(rows([1, 2, 3, 4, 5]), { stride, beyond: "reflect" });
  expect(runOnce({ y }).y.slice(0, expected.length)).toEqual(expected);
});
