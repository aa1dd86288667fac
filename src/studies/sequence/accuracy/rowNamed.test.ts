import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { hasLearned, rowDifference, rowNamed, toldAsModel2 } from "./rowNamed.ts";

test("rowNamed() finds rows by their id", () => {
  const results = madeUpSequence({ experiments: "no" });
  expect(rowNamed(results, "model2")?.title).toBe("model-2");
  expect(rowNamed(results, "lstm-longer")).toBeUndefined();
});

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

const withShares = (shares: Readonly<Record<string, number>>) =>
  madeUpSequence({ seeds: [0], experiments: "no" }, { accuracy: (row) => shares[row] ?? 0.9 });

test("hasLearned() asks model-1 for half of the digits of both CNNs, model-2 for half of the third terms", () => {
  expect(hasLearned(withShares({ cnn1: 0.5, cnn2: 0.5, model2: 0.4 }), 1)).toBe(true);
  expect(hasLearned(withShares({ cnn2: 0.49 }), 1)).toBe(false);
  expect(hasLearned(withShares({ cnn1: 0.49 }), 1)).toBe(false);
  expect(hasLearned(withShares({ model2: 0.5, lstm: 0, cnn1: 0 }), 2)).toBe(true);
  expect(hasLearned(withShares({ model2: 0.49 }), 2)).toBe(false);
});

test("hasLearned() is false where accuracy is no number, or there is none", () => {
  expect(hasLearned(withShares({ model2: Number.NaN }), 2)).toBe(false);
  expect(hasLearned({ ...withShares({}), rows: [] }, 1)).toBe(false);
});

test("toldAsModel2() finds the LSTM that is told what model-2 reads", () => {
  const results = madeUpSequence({ seeds: [0] });
  expect(toldAsModel2(results, "logits")!.row).toBe("lstm-logits");
  expect(toldAsModel2(results, "probabilities")!.row).toBe("lstm-soft");
  const soft = madeUpSequence({ seeds: [0], labels: "soft", experiments: "no" });
  expect(toldAsModel2(soft, "probabilities")!.row).toBe("lstm");
  expect(toldAsModel2(soft, "logits")).toBeUndefined();
});
