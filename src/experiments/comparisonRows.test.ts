import { expect, test } from "vitest";
import { csvOf } from "../core/csv.ts";
import { compareRuns } from "./compareRuns.ts";
import { comparisonRows } from "./comparisonRows.ts";

const runs = (shift: number, firstSeed = 0) =>
  [0, 1].map((seed) => ({
    seed: firstSeed + seed,
    log: [3, 2, 1].map((loss, epoch) => ({
      epoch,
      "train/loss": loss,
      "test/accuracy": 0.1 * seed + shift,
    })),
  }));

test("comparisonRows() has a row for each metric at each epoch, then at each training loss", () => {
  const rows = comparisonRows(compareRuns({ a: runs(0), b: runs(0.5) }));
  expect(rows).toHaveLength(3 * 2 + 8 * 2);
  expect(rows[1]).toEqual({
    at: "epoch",
    level: 0,
    metric: "test/accuracy",
    aMean: 0.05,
    aLow: expect.closeTo(0.05 - 12.706 * 0.05, 4),
    aHigh: expect.closeTo(0.05 + 12.706 * 0.05, 4),
    aCount: 2,
    bMean: 0.55,
    bLow: expect.any(Number),
    bHigh: expect.any(Number),
    bCount: 2,
    difference: 0.5,
    low: 0.5,
    high: 0.5,
    kind: "paired",
    pairs: 2,
    effectSize: null,
    interval: "t",
  });
  expect(rows.at(-1)).toMatchObject({ at: "train/loss", level: 1, metric: "test/accuracy" });
  expect(csvOf(rows).split("\n")).toHaveLength(rows.length + 2);
});

test("comparisonRows() names Welch's interval, and the bootstrap", () => {
  const groups = { a: runs(0), b: runs(0.5, 10) };
  expect(comparisonRows(compareRuns(groups))[0]).toMatchObject({
    kind: "unpaired",
    pairs: null,
    interval: "welch",
  });
  const [row] = comparisonRows(compareRuns(groups, { interval: "bootstrap" }));
  expect(row!.interval).toBe("bootstrap");
});

test("comparisonRows() writes what is not finite as words", () => {
  const rows = comparisonRows(compareRuns({ a: runs(Number.NaN), b: runs(0.5) }));
  expect(rows[1]).toMatchObject({ aMean: "NaN", aLow: null, difference: "NaN", low: null });
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
});
