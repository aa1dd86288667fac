import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import type { SequenceSettings } from "../settings.ts";
import { leadParagraph, leadTable } from "./leadTable.ts";

function resultsOf(
  finals: Readonly<Record<string, number>>,
  given: Partial<SequenceSettings> = {},
) {
  return madeUpSequence(given, {
    accuracy: (row, seed, done) => (finals[row] ?? 0.7) * done + (seed - 1) * 0.001,
  });
}

test("leadTable() sets model-2 beside every LSTM that was told or trained better", () => {
  const { rows } = leadTable(resultsOf({ lstm: 0.5, model2: 0.8, "lstm-longer": 0.9 }));
  expect(rows.map(([name, , model2, , lead, ahead]) => [name, model2, lead, ahead])).toEqual([
    ["as in table 2", "as in table 2", "+30.0 ± 0.0 points", "model-2"],
    ["predicted labels, as probabilities", "as in table 2", "+10.0 ± 0.0 points", "model-2"],
    ["the CNNs' outputs before softmax", "as in table 2", "+10.0 ± 0.0 points", "model-2"],
    ["twice as long", "as in table 2", "−10.0 ± 0.0 points", "model-1's LSTM"],
    ["3 × the rate", "as in table 2", "+10.0 ± 0.0 points", "model-2"],
    ["10 × the rate", "as in table 2", "+10.0 ± 0.0 points", "model-2"],
    ["10 × the rate", "10 × the rate", "0.0 ± 0.0 points", "not told apart"],
  ]);
});

test("leadTable() knows no lead over what is not a number", () => {
  const { rows } = leadTable(resultsOf({ lstm: Number.NaN }));
  expect(rows[0]!.slice(4)).toEqual(["not measured", "not measured"]);
});

test.each([
  [0.7, "model-2 is ahead (difference +10.0", "training as one adds to it"],
  [
    0.9,
    "model-2 is behind (difference −10.0",
    "comes from what the LSTM reads, not from training as one.",
  ],
  [0.8, "3 seeds do not tell them apart", "it stays open whether training as one adds"],
])("leadParagraph() asks what remains where outputs are told: %f", (logits, words, verdict) => {
  const results = resultsOf({ lstm: 0.5, model2: 0.8, "lstm-logits": logits });
  const text = leadParagraph(results, "logits");
  expect(text).toContain(words);
  expect(text).toContain(verdict);
});

test("leadParagraph() sees where there is no lead", () => {
  const text = leadParagraph(resultsOf({ lstm: 0.8, model2: 0.6 }), "logits");
  expect(text).toContain("Table 2 shows no lead here that would have to be explained.");
  expect(text).toContain("twice as long: model-2 is behind");
  const one = leadParagraph(resultsOf({ lstm: 0.5, model2: 0.8 }, { seeds: [0] }), "logits");
  expect(one).toContain("Whether table 2 shows a lead here at all is undecided.");
});

test.each([
  ["one-hot", "lstm-soft"],
  ["soft", "lstm"],
] as const)("leadParagraph() compares with what is told as model-2 reads it: %s", (labels, row) => {
  const finals = { model2: 0.8, [row]: 0.55 };
  const text = leadParagraph(
    resultsOf(finals, { labels, reads: "probabilities" }),
    "probabilities",
  );
  expect(text).toContain("Told the same probabilities, ");
  expect(text).toContain("is right on 55.0% ± 0.2%: model-2 is ahead (difference +25.0");
});
