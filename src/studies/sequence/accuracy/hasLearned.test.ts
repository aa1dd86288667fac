import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { hasLearned } from "./hasLearned.ts";

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
