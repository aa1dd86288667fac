import { expect, test } from "vitest";
import { bestOf, betterOf } from "./bestEpoch.ts";

test("bestOf() goes by the validation images, and takes the earlier of two that are equal", () => {
  const both = { "test/accuracy": 0.9, "validation/accuracy": 0.5 };
  expect(
    bestOf([
      { epoch: 0, ...both, "test/accuracy": 1 },
      { epoch: 1, ...both, "validation/accuracy": 0.6 },
      { epoch: 2, ...both, "validation/accuracy": 0.6 },
    ]),
  ).toEqual({ epoch: 1, metric: "validation/accuracy", value: 0.6 });
});

test("bestOf() knows of none where nothing was tested", () => {
  expect(bestOf([])).toBeUndefined();
  expect(bestOf([{ epoch: 0, "test/accuracy": Number.NaN }])).toBeUndefined();
});

test("betterOf() keeps what was best unless an epoch is better", () => {
  const best = { epoch: 3, metric: "test/accuracy", value: 0.5 };
  expect(betterOf(best, { epoch: 4, "test/accuracy": 0.5 })).toBe(best);
  expect(betterOf(best, { epoch: 4 })).toBe(best);
  expect(betterOf(best, { epoch: 4, "test/accuracy": 0.6 })).toMatchObject({ epoch: 4 });
});
