import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { oneCycleRate } from "./oneCycleRate.ts";

test("oneCycleRate() rises to the rate, falls far below where it began, and stays there", () => {
  const schedule = oneCycleRate({ rate: 100, totalSteps: 21, riseShare: 11 / 21, form: "linear" });
  const expected = [4, 52, 100, 50 + 0.0002, 0.0004, 0.0004];
  [0, 5, 10, 15, 20, 99].forEach((step, i) => {
    expect(schedule(step)).toBeCloseTo(expected[i]!, 10);
  });
});

test("oneCycleRate() is level where it begins, at the top and where it ends", () => {
  const schedule = oneCycleRate({ rate: 1, totalSteps: 1001 });
  for (const step of [0, 299, 999]) {
    expect(Math.abs(schedule(step + 1) - schedule(step))).toBeLessThan(3e-5);
  }
  expect(schedule(299)).toBeCloseTo(1, 5);
});

test("oneCycleRate() needs no step for the rise", () => {
  expect(oneCycleRate({ rate: 1, totalSteps: 4, riseShare: 0.25 })(0)).toBe(1);
  expect(oneCycleRate({ rate: 1, totalSteps: 1 })(0)).toBeCloseTo(4e-6, 12);
});

test.each([
  [{ rate: 0, totalSteps: 5 }, "the learning rate is 0, needs a number above 0"],
  [{ rate: 1, totalSteps: 0 }, "totalSteps is 0, needs a whole number of steps above 0"],
  [{ rate: 1, totalSteps: 5, riseShare: 1 }, "riseShare is 1, needs a number above 0 and below 1"],
])("oneCycleRate(%j) is refused", (options, reason) => {
  expect(() => oneCycleRate(options)).toThrow(new UsageError(`Cannot train: ${reason}`));
});
