import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import {
  constantRate,
  cosineRate,
  inverseSqrtRate,
  multiStepRate,
  type Schedule,
  stepRate,
  withWarmup,
} from "./schedules.ts";

const ratesAt = (schedule: Schedule, steps: readonly number[]) => steps.map(schedule);

test("constantRate() is the same at every step", () => {
  expect(ratesAt(constantRate(0.05), [0, 1, 1e6])).toEqual([0.05, 0.05, 0.05]);
});

test("stepRate() falls every so many steps", () => {
  const schedule = stepRate({ rate: 8, factor: 0.5, everySteps: 10 });
  expect(ratesAt(schedule, [0, 9, 10, 19, 20, 35])).toEqual([8, 8, 4, 4, 2, 1]);
});

test("multiStepRate() falls at certain steps, twice at one that stands there twice", () => {
  const schedule = multiStepRate({ rate: 8, factor: 0.5, atSteps: [10, 15, 15] });
  expect(ratesAt(schedule, [0, 9, 10, 14, 15, 1000])).toEqual([8, 8, 4, 4, 1, 1]);
});

test("cosineRate() goes down to its minimum and stays there", () => {
  const schedule = cosineRate({ rate: 3, minimum: 1, totalSteps: 12 });
  const expected = [3, 2 + Math.cos(Math.PI / 3), 2, 1, 1];
  ratesAt(schedule, [0, 4, 6, 12, 100]).forEach((rate, i) => {
    expect(rate).toBeCloseTo(expected[i]!, 12);
  });
});

test("inverseSqrtRate() falls with the root of the steps, in stairs", () => {
  const schedule = inverseSqrtRate({ rate: 6 });
  const expected = [6, 6, 6 / Math.SQRT2, 3];
  ratesAt(schedule, [0, 511, 512, 1536]).forEach((rate, i) => {
    expect(rate).toBeCloseTo(expected[i]!, 12);
  });
  expect(inverseSqrtRate({ rate: 6, everySteps: 10 })(30)).toBe(3);
});

test("withWarmup() rises to the schedule's rate and leaves its later steps as they are", () => {
  const schedule = withWarmup(multiStepRate({ rate: 8, factor: 0.5, atSteps: [5] }), 3);
  expect(ratesAt(schedule, [0, 1, 2, 3, 4, 5, 6])).toEqual([2, 4, 6, 8, 8, 4, 4]);
  expect(withWarmup(constantRate(8), 0)(0)).toBe(8);
});

const refused: readonly (readonly [string, () => unknown, string])[] = [
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(
    (rate) =>
      [
        `constantRate(${rate})`,
        () => constantRate(rate),
        `the learning rate is ${rate}, needs a number above 0`,
      ] as const,
  ),
  [
    "cosineRate() with a larger minimum",
    () => cosineRate({ rate: 1, minimum: 2, totalSteps: 5 }),
    "minimum is 2, needs a learning rate up to 1",
  ],
  [
    "stepRate() with a factor above 1",
    () => stepRate({ rate: 1, factor: 2, everySteps: 5 }),
    "the learning rate's factor is 2, needs above 0 up to 1",
  ],
  [
    "stepRate() with no steps",
    () => stepRate({ rate: 1, factor: 0.1, everySteps: 0 }),
    "everySteps is 0, needs a whole number of steps above 0",
  ],
  [
    "multiStepRate() at half a step",
    () => multiStepRate({ rate: 1, factor: 0.1, atSteps: [1.5] }),
    "atSteps is 1.5, needs a whole number of steps above 0",
  ],
  [
    "withWarmup() with a negative number of steps",
    () => withWarmup(constantRate(1), -1),
    "warmupSteps is -1, needs a whole number >= 0",
  ],
];

test.each(refused)("%s is refused", (_, make, reason) => {
  expect(make).toThrow(new UsageError(`Cannot train: ${reason}`));
});
