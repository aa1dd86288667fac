import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { rowDifference } from "./rowDifference.ts";

const values: Readonly<Record<string, readonly number[]>> = {
  lstm: [0.5, 0.25, 0],
  model2: [0.75, 0.75, 0.5],
};

const results = madeUpSequence({}, { accuracy: (row, seed) => values[row]?.[seed] ?? 0.5 });

test("rowDifference() pairs rows by seed", () => {
  expect(rowDifference(results, ["model2", "lstm"])).toMatchObject({ values: [0.25, 0.5, 0.5] });
  expect(rowDifference(results, ["lstm", "model2"])).toMatchObject({ values: [-0.25, -0.5, -0.5] });
});

test("rowDifference() is null where a row was not trained", () => {
  expect(rowDifference(results, ["lstm", "lstm-of-others"])).toBeNull();
  expect(rowDifference(results, ["lstm-of-others", "lstm"])).toBeNull();
});
