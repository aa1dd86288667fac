import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { chooseOptions } from "./options.ts";

const choices = { pooling: ["avg", "max"], output: ["softmax", "rbf"] } as const;

test("chooseOptions() takes what is given and the first of each row for the rest", () => {
  expect(chooseOptions("net", choices, { output: "rbf" })).toEqual({
    pooling: "avg",
    output: "rbf",
  });
});

test.each([
  [
    { poling: "max" },
    'it has no option "poling", needs "pooling" or "output"; did you mean "pooling"',
  ],
  [{ width: 3 }, 'it has no option "width", needs "pooling" or "output"'],
  [{ pooling: "maxx" }, 'pooling is "maxx", needs "avg" or "max"; did you mean "max"'],
  [{ pooling: 2 }, 'pooling is "2", needs "avg" or "max"'],
  [{ pooling: null }, 'pooling is "null", needs "avg" or "max"'],
  [{ toString: "max" }, 'it has no option "toString", needs "pooling" or "output"'],
])("chooseOptions() refuses %j", (given, reason) => {
  expect(() => chooseOptions("net", choices, given)).toThrow(
    new UsageError(`Cannot make "net": ${reason}`),
  );
});

test("chooseOptions() of a network without options refuses any", () => {
  expect(() => chooseOptions("mlp", {}, { c3: "full" })).toThrow(
    new UsageError('Cannot make "mlp": it has no option "c3", needs none'),
  );
});
