import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { linear } from "./linear.ts";

const x = constant([1, 2, 3, 4], [2, 2]);

test("linear() multiplies by the weight's rows and adds the bias", () => {
  const { scope, parameters } = leafScope();
  const y = linear(x, scope, { outFeatures: 3 });
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ["weight", [3, 2]],
    ["bias", [3]],
  ]);
  const numbers = { weight: [1, 0, 0, 1, 10, 10], bias: [0, 0.5, 0] };
  expect(runOnce({ y }, numbers).y).toEqual([1, 2.5, 30, 3, 4.5, 70]);
});

test("linear() can do without a bias", () => {
  const { scope, parameters } = leafScope();
  linear(x, scope, { outFeatures: 3, useBias: false });
  expect(parameters.map(({ name }) => name)).toEqual(["weight"]);
});
