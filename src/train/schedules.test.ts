import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { constantRate } from "./schedules.ts";

test("constantRate() is the same at every step", () => {
  expect([0, 1, 1e6].map(constantRate(0.05))).toEqual([0.05, 0.05, 0.05]);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("constantRate() refuses %d", (rate) => {
  expect(() => constantRate(rate)).toThrow(
    new UsageError(`Cannot train: the learning rate is ${rate}, needs a number above 0`),
  );
});
