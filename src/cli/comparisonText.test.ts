import { expect, test } from "vitest";
import { type ComparedRun, compareRuns } from "../experiments/compareRuns.ts";
import { epochText, lossText, methodText, settingsText } from "./comparisonText.ts";

const run = (seed: number, losses: readonly number[]): ComparedRun => ({
  seed,
  log: losses.map((loss, epoch) => ({
    epoch,
    "train/loss": loss,
    "test/accuracy": 1 - loss / 4,
  })),
});

const a = [run(0, [2, 1]), run(1, [2.2, 1.1])];
const b = [run(0, [2, 0.5]), run(1, [2.1, 0.7])];

test("settingsText() is a table, or a sentence where nothing differs", () => {
  expect(settingsText([])).toBe("A and B differ in no setting.");
  expect(settingsText([{ key: "width", a: "8", b: null }])).toBe(
    ["setting  A  B", "───────  ─  ─", "width    8  –"].join("\n"),
  );
});

test("epochText() sets both groups side by side, to the second digit of their intervals", () => {
  expect(epochText(compareRuns({ a, b }))).toBe(
    [
      "After epoch 1, the last that all runs have:",
      "",
      "metric         A              B              B − A                seeds    d_z",
      "─────────────  ─────────────  ─────────────  ───────────────────  ───────  ─────",
      "train/loss     1.05 ± 0.64    0.6 ± 1.3      −0.45 ± 0.64         2 pairs  −6.36",
      "test/accuracy  73.8% ± 15.9%  85.0% ± 31.8%  +11.2 ± 15.9 points  2 pairs  +6.36",
    ].join("\n"),
  );
});

test("epochText() of single runs has means alone, and says where a value is not finite", () => {
  const text = epochText(compareRuns({ a: [a[0]!], b: [run(0, [2, Number.NaN])] }));
  expect(text).toContain("train/loss     1      NaN  NaN         1 pair  –");
  expect(text).toContain("test/accuracy  75.0%  NaN  NaN points  1 pair  –");
});

test("epochText() says that there is no epoch in common", () => {
  expect(epochText(compareRuns({ a, b: [{ seed: 0, log: [] }] }))).toBe(
    "There is no epoch that all runs have.",
  );
});

test("lossText() tells levels apart, and shows the epoch and the metrics that it is told of", () => {
  const comparison = compareRuns({ a, b });
  const lines = lossText(comparison, ["test/accuracy"]).split("\n");
  expect(lines).toHaveLength(4 + 8 * 2);
  expect(lines.slice(2, 6).map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
    ["train/loss", "metric", "A"],
    ["──────────", "─────────────", expect.stringMatching(/^─+$/)],
    ["1.856", "epoch", "0.2 ± 1.1"],
    ["", "test/accuracy", "53.6% ± 0.0%"],
  ]);
  expect(lossText(comparison, []).split("\n")).toHaveLength(4 + 8);
});

test("lossText() says why there is nothing to compare", () => {
  expect(lossText(compareRuns({ a: [run(0, [2])], b }), [])).toBe(
    "There is no training loss to compare at: not every run has a training loss of two epochs.",
  );
});

test("methodText() says how intervals were found and what the difference is", () => {
  expect(methodText(compareRuns({ a, b: [b[0]!, b[1]!, run(7, [3, 2])] }), "t")).toBe(
    [
      "±: 95% confidence interval (Student t)",
      "B − A: seed by seed; 1 run has no seed in common and is left out",
      "d_z: the mean difference in standard deviations of the differences",
    ].join("\n"),
  );
  const others = b.map(({ seed, log }) => ({ seed: seed + 5, log }));
  expect(methodText(compareRuns({ a, b: others }), "t")).toBe(
    [
      "±: 95% confidence interval (Student t)",
      "B − A: difference of the means (interval of Welch), for few or no seeds match",
    ].join("\n"),
  );
});

test("epochText() and methodText() name the interval of the bootstrap by its ends", () => {
  const comparison = compareRuns({ a, b }, { interval: "bootstrap" });
  expect(epochText(comparison)).toContain("−0.450 (−0.500 to −0.400)");
  expect(epochText(comparison)).toContain("+11.2 (+10.0 to +12.5) points");
  expect(methodText(comparison, "bootstrap")).toMatch(
    /^In brackets: 95% confidence interval \(bootstrap\)\n/,
  );
});
