import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { type ComparedRun, compareRuns, type MetricComparison } from "./compareRuns.ts";

/** A run that lies at `loss / epoch` and `accuracy` after each epoch. */
function runOf(
  seed: number,
  losses: readonly number[],
  accuracies: readonly number[],
): ComparedRun {
  const lines = losses.map((loss, index) => ({
    epoch: index + 1,
    "train/loss": loss,
    "test/accuracy": accuracies[index]!,
  }));
  return { seed, log: [{ epoch: 0, "test/accuracy": 0.1 }, ...lines] };
}

function metricOf(metrics: readonly MetricComparison[], name: string): MetricComparison {
  return metrics.find(({ metric }) => metric === name)!;
}

const a = [runOf(0, [2, 1], [0.5, 0.7]), runOf(1, [2.2, 0.9], [0.4, 0.8])];
const b = [runOf(0, [1.8, 0.5, 0.4], [0.6, 0.75, 0.9]), runOf(1, [2.1, 0.8, 0.4], [0.6, 0.9, 0.9])];

test("compareRuns() goes up to the last epoch that all runs have, with the metrics that all have there", () => {
  const { epochs } = compareRuns({ a, b });
  expect(epochs.map(({ epoch, metrics }) => [epoch, metrics.map(({ metric }) => metric)])).toEqual([
    [0, ["test/accuracy"]],
    [1, ["train/loss", "test/accuracy"]],
    [2, ["train/loss", "test/accuracy"]],
  ]);
});

test("compareRuns() pairs seeds, and says by how much b exceeds a", () => {
  const { difference, ...groups } = metricOf(
    compareRuns({ a, b: [...b].reverse() }).epochs[2]!.metrics,
    "test/accuracy",
  );
  expect(groups.a.mean).toBeCloseTo(0.75, 12);
  expect(groups.b.mean).toBeCloseTo(0.825, 12);
  expect(difference.kind).toBe("paired");
  expect(difference.mean).toBeCloseTo(0.075, 12);
});

test("compareRuns() finds the epochs at which runs fall to a loss, and their metrics there", () => {
  const { losses, noLosses } = compareRuns({ a, b });
  expect(noLosses).toBeNull();
  expect(losses).toHaveLength(8);
  // The lowest common loss is 1, where the first run of a ends.
  const { loss, metrics } = losses.at(-1)!;
  expect(loss).toBe(1);
  expect(metrics.map(({ metric }) => metric)).toEqual(["epoch", "test/accuracy"]);
  const epoch = metricOf(metrics, "epoch");
  expect(epoch.a.values[0]).toBe(2);
  expect(epoch.a.values[1]).toBeCloseTo(1 + 1.2 / 1.3, 12);
  expect(epoch.b.values[0]).toBeCloseTo(1 + 0.8 / 1.3, 12);
  expect(epoch.difference.mean).toBeLessThan(0);
  expect(metricOf(metrics, "test/accuracy").b.values[0]).toBeCloseTo(0.6 + (0.15 * 0.8) / 1.3, 12);
});

test("compareRuns() compares the means where no seeds match", () => {
  const others = b.map(({ seed, log }) => ({ seed: seed + 10, log }));
  const { difference } = metricOf(compareRuns({ a, b: others }).epochs[2]!.metrics, "train/loss");
  expect(difference).toMatchObject({ kind: "unpaired", counts: [2, 2] });
});

test("compareRuns() knows no interval of one seed", () => {
  const { a: own, difference } = compareRuns({ a: [a[0]!], b: [b[0]!] }).epochs[1]!.metrics[0]!;
  expect(own).toMatchObject({ n: 1, low: null, high: null });
  expect(difference).toMatchObject({ kind: "paired", n: 1, low: null, high: null });
});

test("compareRuns() of runs that were not trained has epoch 0, and no losses for a reason", () => {
  const { epochs, losses, noLosses } = compareRuns({ a: [runOf(0, [], [])], b });
  expect(epochs.map(({ epoch }) => epoch)).toEqual([0]);
  expect(losses).toEqual([]);
  expect(noLosses).toBe("not every run has a training loss of two epochs");
});

test("compareRuns() of a run that has not begun has no epochs", () => {
  expect(compareRuns({ a: [{ seed: 0, log: [] }], b }).epochs).toEqual([]);
});

test("compareRuns() does not hide that a value is not finite", () => {
  const broken = [runOf(0, [1, Number.NaN], [0.5, 0.1]), b[1]!];
  const { epochs, noLosses } = compareRuns({ a: broken, b });
  const { a: own, difference } = metricOf(epochs[2]!.metrics, "train/loss");
  expect(own).toMatchObject({ mean: Number.NaN, low: null, high: null });
  expect(difference).toMatchObject({ mean: Number.NaN, low: null, effectSize: null });
  expect(metricOf(epochs[2]!.metrics, "test/accuracy").difference.mean).toBeCloseTo(0.325, 12);
  expect(noLosses).toBe("not every run has a training loss of two epochs");
});

test("compareRuns() can be told which metrics to compare, and how intervals are found", () => {
  const { epochs, losses } = compareRuns(
    { a, b },
    { metrics: ["test/accuracy"], interval: "bootstrap" },
  );
  expect(epochs[2]!.metrics.map(({ metric }) => metric)).toEqual(["test/accuracy"]);
  expect(losses[0]!.metrics.map(({ metric }) => metric)).toEqual(["epoch", "test/accuracy"]);
  const { a: own, difference } = epochs[2]!.metrics[0]!;
  expect([own.interval, difference.interval]).toEqual(["bootstrap", "bootstrap"]);
});

test("compareRuns() refuses an empty group, a seed that comes twice, and a metric that no run has", () => {
  expect(() => compareRuns({ a: [], b })).toThrow(
    new UsageError("Cannot compare runs: A has none, needs at least one"),
  );
  expect(() => compareRuns({ a, b: [b[1]!, ...b] })).toThrow(
    new UsageError("Cannot compare runs: B has seed 1 twice, needs one run for each seed"),
  );
  expect(() => compareRuns({ a, b }, { metrics: ["test/acuracy"] })).toThrow(
    new UsageError(
      'Cannot compare runs by "test/acuracy": no run has this metric, needs "test/accuracy" or "train/loss"; did you mean "test/accuracy"',
    ),
  );
});

test("compareRuns() finds no difference between a group and itself, anywhere", () => {
  const number = fc.double({ min: 0.001, max: 10, noNaN: true });
  const curve = fc.array(fc.tuple(number, number), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(curve, { minLength: 1, maxLength: 4 }), (curves) => {
      const runs = curves.map((points, seed) =>
        runOf(
          seed,
          points.map(([loss]) => loss),
          points.map(([, accuracy]) => accuracy),
        ),
      );
      const { epochs, losses } = compareRuns({ a: runs, b: runs });
      for (const { metrics } of [...epochs, ...losses]) {
        for (const { difference } of metrics) {
          const zeroOrNone = runs.length > 1 ? 0 : null;
          expect(difference).toMatchObject({ mean: 0, low: zeroOrNone, high: zeroOrNone });
        }
      }
    }),
  );
});
