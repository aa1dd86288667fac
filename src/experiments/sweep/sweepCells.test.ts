import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import type { TrainingRequest } from "../trainingRequest.ts";
import { cellText, sweepCells } from "./sweepCells.ts";
import { parseSweep } from "./sweepFile.ts";

const base = { model: "pooled-mlp", data: "generated-digits" };

function cellsOf(file: object) {
  const options = {
    runs: "runs",
    note: () => {},
    settle: async (request: TrainingRequest) => request,
  };
  return sweepCells(parseSweep({ base, ...file }, { path: "a.yaml", typed: {} }), options);
}

test("sweepCells() are addressed by their settings and their seed", async () => {
  const cells = await cellsOf({ grid: { epochs: [1, 2] }, seeds: [0, 3] });
  expect(cells.map(cellText)).toEqual([
    "epochs=1 seed=0",
    "epochs=1 seed=3",
    "epochs=2 seed=0",
    "epochs=2 seed=3",
  ]);
  expect(cells[0]!.path).toMatch(/^runs\/a\/pooled-mlp-[0-9a-f]{12}-s0$/);
  expect(cells[1]!.path).toBe(cells[0]!.path.replace(/0$/, "3"));
  expect(cells[2]!.hash).not.toBe(cells[0]!.hash);
});

test("sweepCells() keep their addresses when the grid grows or is written otherwise", async () => {
  const before = await cellsOf({ grid: { epochs: [1] } });
  const after = await cellsOf({ grid: { batchSize: [64, 32], epochs: "1..3" }, repeat: 2 });
  expect(after.map(({ path }) => path)).toContain(before[0]!.path); // 64 is the default
});

test.each([
  [
    { grid: { epochs: "1..200", batchSize: "1..100" } },
    'Cannot use "a.yaml": it makes more than 10000 trainings, needs that many at most',
  ],
  [
    { grid: { epochs: [1, "01"] } },
    'Cannot use "a.yaml": "epochs=1" and "epochs=01" come to the same training, needs settings that differ',
  ],
  [
    { grid: { epochs: [1, -1] } },
    'Cannot set epochs of "train": "-1" was given, needs a whole number >= 0 ("a.yaml" with epochs=-1)',
  ],
  [
    { base: { model: "lenet6" } },
    /^Cannot run "train": there is no network "lenet6", .+ \("a.yaml"\)$/,
  ],
  [{ grid: { epoch: [1] } }, /did you mean "epochs" \("a.yaml" with epoch=1\)$/],
])("sweepCells() refuses %j", async (file, message) => {
  const error = await cellsOf(file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  if (error instanceof Error) expect(error.message).toMatch(message);
});
