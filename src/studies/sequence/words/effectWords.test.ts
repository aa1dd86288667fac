import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { furtherRows } from "../accuracy/hypotheses.ts";
import { effectWords } from "./effectWords.ts";

/** What is said of the longer and the faster trainings, which end so far from 50 % in each seed. */
function wordsOn(apart: Readonly<Record<string, readonly number[]>>, seeds = [0, 1]): string {
  const results = madeUpSequence(
    { seeds },
    { accuracy: (row, seed) => 0.5 + (apart[row]?.[seed] ?? 0) },
  );
  return effectWords(results, furtherRows(results));
}

test("effectWords() tell what moves an LSTM, what does not, and what is open", () => {
  const words = wordsOn({
    "lstm-longer": [0.3, 0.3],
    "lstm-rate3": [0.001, -0.001],
    "lstm-rate10": [0.2, -0.1],
  });
  expect(words).toMatch(
    /^moves it by \+30\.0 ± 0\.0 points \(twice as long\); does not move it: \+?0\.0 ± 1\.3 points \(3 × the rate\); open: \+5\.0 ± 190\.6 points \(10 × the rate\)$/,
  );
});

test("effectWords() leave open what one seed shows, and what is no number", () => {
  expect(wordsOn({ "lstm-longer": [0.3], "lstm-rate10": [Number.NaN] }, [0])).toMatch(
    /^open: \+30\.0 points \(twice as long\), .+, not measured \(10 × the rate\)$/,
  );
});
