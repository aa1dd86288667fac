import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import type { SequenceResults } from "../results.ts";
import { distanceFigure, pairMap } from "./answerFigures.ts";

/** The LSTM is right where digits are at most 2 apart, model-2 on 3 of 4 pairs of any two. */
function made(): SequenceResults {
  const results = madeUpSequence({ experiments: "no" });
  const shareOf = (row: string, first: number, second: number) =>
    row === "model2" ? 0.75 : Math.abs(second - first) <= 2 ? 1 : 0;
  const rows = results.rows.map((row) => {
    if (!row.answers) return row;
    const byPair = row.answers.byPair.map((pair) => ({
      ...pair,
      share: shareOf(row.row, pair.first, pair.second),
    }));
    return { ...row, answers: { ...row.answers, byPair } };
  });
  return { ...results, rows };
}

test("distanceFigure() tells near digits from those farther apart", async () => {
  const { id, title, data } = await distanceFigure(made(), "made up");
  expect(id).toBe("accuracy-by-distance");
  expect(title).toBe(
    "Digits at most 2 apart: model-1's LSTM 100%, model-2 75%; farther apart: model-1's LSTM 0%, model-2 75%",
  );
  expect(data).toHaveLength(2 * 19);
});

test("pairMap() has a square for every two digits and counts those that are mostly right", async () => {
  const { title, data } = await pairMap(made(), "made up");
  // 10 equal digits, 18 that are 1 and 16 that are 2 apart.
  expect(title).toBe(
    "Of 100 pairs of digits, model-1's LSTM gets 44 mostly right, model-2 gets 100 mostly right",
  );
  expect(data).toHaveLength(200);
  expect(data[1]).toEqual({ panel: "model-1: LSTM", x: "1", y: "0", value: 1 });
});

test("pairMap() leaves pairs grey that the test set has not", async () => {
  const results = made();
  const rows = results.rows.map((row) =>
    row.answers
      ? { ...row, answers: { ...row.answers, byPair: row.answers.byPair.slice(1) } }
      : row,
  );
  const { data, title } = await pairMap({ ...results, rows }, "made up");
  expect(data[0]!.value).toBeNull();
  expect(title).toContain("Of 99 pairs of digits, model-1's LSTM gets 43");
});
