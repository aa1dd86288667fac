import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogLine } from "../runs/metricsLog.ts";
import { commonLevels, lineAtLoss } from "./trainingLoss.ts";

/** A log whose epoch 0 is the untrained network, as all are. */
function logOf(losses: readonly number[], accuracies: readonly number[] = []): LogLine[] {
  const metrics = losses.map((loss, index) => ({
    epoch: index + 1,
    "train/loss": loss,
    "test/accuracy": accuracies[index] ?? 0,
  }));
  return [{ epoch: 0, "test/accuracy": 0.1 }, ...metrics];
}

test("commonLevels() are eight, from below the lowest beginning to the highest end, in equal shares", () => {
  const { losses } = commonLevels([logOf([2.56, 0.5, 0.001]), logOf([3, 2, 0.01])]);
  expect(losses).toHaveLength(8);
  expect(losses[0]).toBeCloseTo(1.28, 12);
  expect(losses[1]).toBeCloseTo(0.64, 12);
  expect(losses.at(-1)).toBe(0.01);
});

test("commonLevels() have equal steps where a loss falls to zero", () => {
  const { losses } = commonLevels([logOf([8, 0]), logOf([9, 0])]);
  expect(losses).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
});

test.each<[string, LogLine[][], string]>([
  [
    "a run was not trained",
    [logOf([]), logOf([2, 1])],
    "not every run has a training loss of two epochs",
  ],
  [
    "a run was trained for an epoch",
    [logOf([2]), logOf([2, 1])],
    "not every run has a training loss of two epochs",
  ],
  [
    "a loss was NaN from the second epoch on",
    [logOf([2, Number.NaN, 1]), logOf([2, 1])],
    "not every run has a training loss of two epochs",
  ],
  [
    "one run ends above where another begins",
    [logOf([2.3, 1.5]), logOf([1.2, 0.3])],
    "one run begins at a training loss of 1.2, another never falls below 1.5",
  ],
  [
    "a loss never falls",
    [logOf([2, 2, 3]), logOf([4, 1])],
    "one run begins at a training loss of 2, another never falls below 2",
  ],
])("commonLevels() says why there are none: %s", (_, logs, reason) => {
  expect(commonLevels(logs)).toEqual({ losses: [], reason });
});

test("commonLevels() are reached by every run", () => {
  const loss = fc.double({ min: -1, max: 10, noNaN: true });
  const logs = fc.array(fc.array(loss, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(logs, (curves) => {
      const all = curves.map((losses) => logOf(losses));
      for (const level of commonLevels(all).losses) {
        for (const log of all) expect(lineAtLoss(log, level)["train/loss"]).toBeLessThan(10);
      }
    }),
  );
});

test("lineAtLoss() finds epoch and metrics between two epochs, in proportion", () => {
  const log = logOf([2, 1, 0.5], [0.2, 0.6, 0.8]);
  const line = lineAtLoss(log, 1.25);
  expect(line.epoch).toBeCloseTo(1.75, 12);
  expect(line["test/accuracy"]).toBeCloseTo(0.5, 12);
  expect(line["train/loss"]).toBeCloseTo(1.25, 12);
});

test("lineAtLoss() finds an epoch itself where its loss is the one that is asked for", () => {
  const log = logOf([2, 1, 0.5], [0.2, Number.POSITIVE_INFINITY, 0.8]);
  expect(lineAtLoss(log, 1)).toBe(log[2]);
  expect(lineAtLoss(log, 2)).toBe(log[1]);
});

test("lineAtLoss() takes a loss that rises again for its running minimum", () => {
  const line = lineAtLoss(logOf([2, 1, 1.5, 0.5], [0, 0.4, 0.5, 0.9]), 0.75);
  expect(line.epoch).toBeCloseTo(3.5, 12);
  expect(line["test/accuracy"]).toBeCloseTo(0.7, 12);
});

test("lineAtLoss() passes on a metric that is NaN, and leaves out one that only one epoch has", () => {
  const [zero, first, second] = logOf([2, 1], [0.5, Number.NaN]);
  const line = lineAtLoss([zero!, first!, { ...second!, "validation/accuracy": 1 }], 1.5);
  expect(line).toEqual({ epoch: 1.5, "train/loss": 1.5, "test/accuracy": Number.NaN });
});

test("lineAtLoss() falls with the loss: what is lower is reached later", () => {
  const loss = fc.double({ min: 0.01, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(loss, { minLength: 2, maxLength: 12 }), (losses) => {
      const log = logOf(losses);
      const epochs = commonLevels([log]).losses.map((level) => lineAtLoss(log, level).epoch);
      expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
    }),
  );
});

test("lineAtLoss() refuses a loss that the run never falls to", () => {
  expect(() => lineAtLoss(logOf([2, 1]), 0.5)).toThrow(
    new RangeError(
      "Cannot find a training loss of 0.5: the least of the run is 1, needs one that it falls to",
    ),
  );
});
