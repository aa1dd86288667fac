import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { type ComparedRun, compareRuns } from "./compareRuns.ts";
import { comparisonFigures, isFraction } from "./comparisonFigures.ts";

const run = (seed: number, losses: readonly number[]): ComparedRun => ({
  seed,
  log: [
    { epoch: 0, "test/accuracy": 0.1 },
    ...losses.map((loss, index) => ({
      epoch: index + 1,
      "train/loss": loss,
      "test/accuracy": 1 - loss / 3,
    })),
  ],
});

const groups = {
  a: [run(0, [2, 1]), run(1, [2.2, 1.2, 1])],
  b: [run(0, [1, 0.5]), run(1, [1.5, 0.4])],
};
const options = {
  comparison: compareRuns(groups),
  interval: "t",
  groups: "A: mlp. B: lenet5.",
} as const;

test("comparisonFigures() draws the curves of both groups, and their difference, in words", async () => {
  const [curves, difference] = await comparisonFigures(groups, {
    ...options,
    metric: "test/accuracy",
  });
  expect([curves!.id, curves!.title]).toEqual([
    "curves-test-accuracy",
    "Test accuracy over training",
  ]);
  expect(textsOf(curves!.svg)).toEqual(
    expect.arrayContaining(["A: mlp. B: lenet5. Band: 95% confidence interval.", "A", "B"]),
  );
  expect(difference!.id).toBe("difference-test-accuracy");
  expect(textsOf(difference!.svg)).toEqual(
    expect.arrayContaining(["B − A", "difference in test accuracy (percentage points)"]),
  );
});

test("comparisonFigures() goes as far as all runs of a group do, and begins where a metric does", async () => {
  const [curves, difference] = await comparisonFigures(groups, {
    ...options,
    metric: "train/loss",
  });
  expect(curves!.title).toBe("Training loss over training");
  const epochs = [1, 2];
  expect(difference!.data.map(({ epoch }) => epoch)).toEqual(epochs);
  expect(new Set(curves!.data.map(({ epoch }) => epoch))).toEqual(new Set(epochs));
});

test("comparisonFigures() of single runs names no band", async () => {
  const single = { a: [groups.a[0]!], b: [groups.b[0]!] };
  const comparison = compareRuns(single);
  const [curves] = await comparisonFigures(single, {
    ...options,
    comparison,
    metric: "test/accuracy",
  });
  expect(textsOf(curves!.svg)).toContain("A: mlp. B: lenet5.");
  expect(countOf(curves!.svg, "[aria-label=area] path")).toBe(0);
});

test("isFraction() knows accuracies and errors by their names", () => {
  const metrics = ["test/accuracy", "test/error/shape", "train/loss", "learning-rate", "epoch"];
  expect(metrics.map(isFraction)).toEqual([true, true, false, false, false]);
});
