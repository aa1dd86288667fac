import { expect, test } from "vitest";
import { requestTraining } from "../trainingRequest.ts";
import type { CellStatus } from "./cellState.ts";
import { type CellResult, lossText, pointResults, resultsCsv, statesOf } from "./sweepResults.ts";

const request = requestTraining({ model: "pooled-mlp", data: "generated-digits" }, () => {});
const points = [{ epochs: "1" }, { epochs: "2" }] as const;

function result(index: 0 | 1, seed: number, status: Partial<CellStatus>): CellResult {
  const cell = {
    point: points[index],
    seed,
    request,
    hash: "",
    path: `runs/a/m-${index}-s${seed}`,
  };
  return { cell, status: { state: "done", isMade: true, ...status } };
}

const results = [
  result(0, 0, { metrics: { "test/accuracy": 0.5, "train/loss": 1 } }),
  result(0, 1, { metrics: { "test/accuracy": 0.7, "train/loss": 3 } }),
  result(1, 0, { state: "running", metrics: { "test/accuracy": 0.1 } }),
  result(1, 1, { state: "pending", isMade: false }),
];

test("pointResults() are means over the seeds that are done", () => {
  const [one, two] = pointResults(results);
  expect(one).toMatchObject({
    point: { epochs: "1" },
    testAccuracy: { mean: 0.6, n: 2 },
    trainLoss: { mean: 2, n: 2 },
    states: { done: 2 },
  });
  expect(two).toEqual({
    point: { epochs: "2" },
    testAccuracy: null,
    trainLoss: null,
    states: { running: 1, pending: 1 },
  });
  expect(statesOf(results)).toEqual({ done: 2, running: 1, pending: 1 });
});

test("pointResults() takes the bootstrap's intervals where they are asked for", () => {
  const [one] = pointResults(results, "bootstrap");
  expect(one!.trainLoss).toMatchObject({ mean: 2, low: 1, high: 3, interval: "bootstrap" });
  expect(lossText(one!.trainLoss!)).toBe("2.0000 (1.0000 to 3.0000)");
});

test("lossText() has half the interval behind ±, where there is one", () => {
  const estimate = { mean: 2, low: 1.5, high: 2.5, n: 2, values: [1.9, 2.1] };
  expect(lossText(estimate)).toBe("2.0000 ± 0.5000");
  expect(lossText({ ...estimate, low: null, high: null })).toBe("2.0000");
});

test("resultsCsv() has a row a cell, with what is known", () => {
  expect(resultsCsv(results)).toBe(
    [
      "epochs,seed,state,run,test/accuracy,train/loss",
      "1,0,done,m-0-s0,0.5,1",
      "1,1,done,m-0-s1,0.7,3",
      "2,0,running,m-1-s0,0.1,",
      "2,1,pending,m-1-s1,,",
      "",
    ].join("\n"),
  );
});
