import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { requestTraining } from "../trainingRequest.ts";
import { checkSweep } from "./sweepClaims.ts";
import { parseSweep } from "./sweepFile.ts";
import { type CellHistory, otherDataOf } from "./sweepHistory.ts";

const claim = {
  id: "a",
  statement: "It learns",
  where: "table 1",
  metric: "test/accuracy",
  at: { epochs: 2 },
  expected: { above: 0.5 },
};

function sweepWith(changes: object, base = {}) {
  const grid = { epochs: [1, 2], batchSize: [8] };
  const file = { base, grid, repeat: 3, claims: [{ ...claim, ...changes }] };
  return parseSweep(file, { path: "a.yaml", typed: {} });
}

function cell(epochs: string, seed: number, ...accuracies: readonly number[]): CellHistory {
  const request = requestTraining({ model: "mlp", data: "generated-digits" }, () => {});
  return {
    cell: { point: { epochs, batchSize: "8" }, seed, request, hash: "", path: "" },
    history: accuracies.map((accuracy, epoch) => ({ epoch, "test/accuracy": accuracy })),
  };
}

const histories = [
  cell("1", 0, 0.1, 0.2),
  cell("2", 0, 0.1, 0.3, 0.8),
  cell("2", 1, 0.1, 0.5, 0.81),
  cell("2", 2, 0.1, 0.4, 0.82),
];

test.each([
  [{}, "upheld", 0.81],
  [{ expected: { below: 0.5 } }, "missed", 0.81],
  [{ expected: { near: 0.8, tolerance: 0.02 } }, "upheld", 0.81],
  [{ epoch: 1, expected: { near: 0.4, tolerance: 0.01 } }, "upheld", 0.4],
  [{ seeds: 4 }, "undecided", 0.81],
  [{ metric: "validation/accuracy" }, "undecided", undefined],
  [{ epoch: 7 }, "undecided", undefined],
])("checkSweep() of a claim with %j is %s", (changes, verdict, mean) => {
  const [checked] = checkSweep(sweepWith(changes), histories);
  expect(checked!.verdict).toBe(verdict);
  if (mean === undefined) expect(checked!.measured).toBeNull();
  else expect(checked!.measured!.mean).toBeCloseTo(mean, 12);
});

test("checkSweep() lets the source's numbers decide nothing on other data", () => {
  const sweep = sweepWith({ expected: { near: 0.8, tolerance: 0.02 } });
  const other = otherDataOf(sweep, histories);
  expect(other).toBe("Measured on generated-digits instead of mnist.");
  expect(checkSweep(sweep, histories, other)[0]).toMatchObject({
    verdict: "undecided",
    caveat: other,
  });
  expect(otherDataOf(sweepWith({}, { data: "generated-digits" }), histories)).toBe("");
});

test.each([
  [{ at: {} }, 'is at "", which fits 2 points of the sweep, needs one'],
  [{ at: { epochs: 9 } }, 'is at "epochs=9", which fits 0 points of the sweep, needs one'],
  [{ at: { width: 1 } }, 'is at "width=1", which fits 0 points of the sweep, needs one'],
])("checkSweep() refuses a claim with %j", (changes, reason) => {
  expect(() => checkSweep(sweepWith(changes), histories)).toThrow(
    new UsageError(`Cannot use "a.yaml": the claim "a" ${reason}`),
  );
});
