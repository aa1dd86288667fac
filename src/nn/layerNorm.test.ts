import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant, input } from "../ops/leaves.ts";
import { layerNorm } from "./layerNorm.ts";

test("layerNorm() has a weight and a bias for each number that is normalised", () => {
  const { scope, parameters } = leafScope();
  layerNorm(input("x", [2, 3, 4]), scope, { dimensions: 2 });
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ["weight", [3, 4]],
    ["bias", [3, 4]],
  ]);
});

test("layerNorm() normalises rows, then scales and shifts", () => {
  const { scope } = leafScope();
  const y = layerNorm(constant([1, 3, 10, 30], [2, 2]), scope, { epsilon: 0 });
  const numbers = { weight: [2, 10], bias: [0.5, -1] };
  expect(runOnce({ y }, numbers).y).toEqual([-1.5, 9, -1.5, 9]);
});
