import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { constant, input } from "../../ops/leaves.ts";
import { sum } from "../../ops/sum.ts";
import { where } from "../../ops/where.ts";

const condition = constant([1, 0, 2], [3]);

test("where takes a where the condition is not 0, else b", () => {
  const y = where(condition, constant([1, 2, 3], [3]), constant([10, 20, 30], [3]));
  expect(runOnce({ y }).y).toEqual([1, 20, 3]);
});

test("where stretches each operand", () => {
  const column = constant([10, 20], [2, 1]);
  const y = where(condition, column, constant(0));
  expect(runOnce({ y }).y).toEqual([10, 0, 10, 20, 0, 20]);
});

test("where stretches columns of equal height", () => {
  const y = where(constant([1, 0], [2, 1]), constant([1, 2], [2, 1]), constant(5));
  expect(runOnce({ y }).y).toEqual([1, 5]);
});

test("where lets no NaN out of the branch not taken, forward or backward", () => {
  const a = input("a", [3]);
  const b = input("b", []);
  const y = where(condition, a, b);
  const [da, db] = gradients(sum(y), [a, b]);
  const result = runOnce({ y, da: da!, db: db! }, { a: [1, Number.NaN, 3], b: [7] });
  expect(result).toEqual({ y: [1, 7, 3], da: [1, 0, 1], db: [1] });
});
