import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { runCurves } from "./runCurves.ts";

const history = [
  { epoch: 0, "test/accuracy": 0.1 },
  { epoch: 1, "test/accuracy": 0.5, "train/accuracy": 0.4, "train/loss": 1.5 },
  { epoch: 2, "test/accuracy": 0.6, "train/accuracy": 0.7, "train/loss": Number.NaN },
];

test("runCurves() draws accuracy and loss of each part of the data that was measured", async () => {
  const figures = await runCurves(history, { name: "a", seed: 3 });
  expect(figures.map(({ id, title }) => [id, title])).toEqual([
    ["accuracy", "a: accuracy over training"],
    ["loss", "a: loss over training"],
  ]);
  expect(figures[0]!.data).toHaveLength(5);
  expect(figures[0]!.data[0]).toMatchObject({ series: "training", seed: 3, epoch: 1, value: 0.4 });
  expect(figures[1]!.csv).toContain("NaN");
});

test("runCurves() leaves out what was not measured", async () => {
  const figures = await runCurves(history.slice(0, 1), { name: "a" });
  expect(figures.map(({ id }) => id)).toEqual(["accuracy"]);
});

test("runCurves() refuses a run without epochs", async () => {
  await expect(runCurves([], { name: "a" })).rejects.toThrow(
    new UsageError('Cannot draw the curves of "a": no epoch is logged yet, needs one at least'),
  );
});
