import { expect, test } from "vitest";
import { roundSteps } from "./roundSteps.ts";

test("roundSteps() goes in round steps from below the first number to above the last", () => {
  expect(roundSteps(0, 0.47)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(roundSteps(0, 88)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(roundSteps(-0.3, 0.3)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
});

test("roundSteps() ends at numbers that are round already", () => {
  expect(roundSteps(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
});

test("roundSteps() takes at least one step", () => {
  expect(roundSteps(0, 0)).toHaveLength(2);
  expect(roundSteps(3, 3)[0]).toBeLessThanOrEqual(3);
});
