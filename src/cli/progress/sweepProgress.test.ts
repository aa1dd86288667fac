import { expect, test } from "vitest";
import type { SweepCell } from "../../experiments/sweep/sweepCells.ts";
import { requestTraining } from "../../experiments/trainingRequest.ts";
import { makeSweepLines } from "./sweepProgress.ts";

const request = requestTraining({ model: "pooled-mlp", data: "generated-digits" }, () => {});
const cell: SweepCell = { point: { epochs: "1" }, seed: 4, request, hash: "", path: "runs/a/b" };

test("makeSweepLines() write a line for every cell that ends", () => {
  const lines: string[] = [];
  const display = makeSweepLines((line) => lines.push(line), 2);
  display.start(cell);
  const metrics = { "test/accuracy": 0.951 };
  display.end(cell, { state: "done", isMade: true, metrics });
  display.end(cell, { state: "failed", isMade: true, error: "Cannot go on" });
  display.stop();
  expect(lines).toEqual([
    "[1/2] epochs=1 seed=4  done  test 95.1%",
    "[2/2] epochs=1 seed=4  failed  Cannot go on",
  ]);
});
