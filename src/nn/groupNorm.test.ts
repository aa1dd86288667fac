import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { groupNorm } from "./groupNorm.ts";

const x = constant([1, 3, 10, 30], [1, 4, 1, 1]);

test("groupNorm() normalises groups of channels, then scales and shifts by channel", () => {
  const { scope, parameters } = leafScope();
  const y = groupNorm(x, scope, { groups: 2, epsilon: 0 });
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ["weight", [4]],
    ["bias", [4]],
  ]);
  const numbers = { weight: [1, 2, 3, 4], bias: [0, 0, 10, 10] };
  expect(runOnce({ y }, numbers).y).toEqual([-1, 2, 7, 14]);
});

test("groupNorm() can do without parameters", () => {
  const { scope, parameters } = leafScope();
  const y = groupNorm(x, scope, { groups: 2, epsilon: 0, useAffine: false });
  expect(parameters).toEqual([]);
  expect(runOnce({ y }).y).toEqual([-1, 1, -1, 1]);
});
