import { expect, test } from "vitest";
import { madeUpSequence, type SequenceBehaviour } from "../../../../test/support/madeUpSequence.ts";
import { leadSentence } from "./leadSentence.ts";

/** The sentence where networks end at these shares, by row; seeds differ by a point. */
function sentence(
  shares: Readonly<Record<string, number>>,
  { seeds = [0, 1], reads = "logits" as "logits" | "probabilities" } = {},
): string[] {
  const accuracy: SequenceBehaviour["accuracy"] = (row, seed) =>
    (shares[row] ?? 0.5) + (row === "model2" ? 0 : seed / 100);
  return leadSentence(madeUpSequence({ seeds }, { accuracy }), reads);
}

test("leadSentence() finds the lead in what the LSTM reads where it vanishes with that", () => {
  // t(1) · 0.005 = 6.4 points
  expect(sentence({ model2: 0.8, lstm: 0.5, "lstm-logits": 0.9 })).toEqual([
    "Model-2 is ahead of model-1 (+29.5 ± 6.4 points); told the same outputs before softmax that model-2's LSTM reads, but of CNNs trained alone, model-1's LSTM comes to 90.5% ± 6.4%, ahead of model-2: the lead comes from what the LSTM reads, and not from training as one (model-2 less this: −10.5 ± 6.4 points).",
  ]);
});

test("leadSentence() finds training as one to be worth something where a lead remains", () => {
  expect(sentence({ model2: 0.8, lstm: 0.5, "lstm-logits": 0.6 })[0]).toMatch(
    /^Model-2 is ahead .+ behind model-2: training as one is worth something by itself \(model-2 less this: \+19\.5 ± 6\.4 points\)\.$/,
  );
});

test("leadSentence() leaves open what intervals leave open", () => {
  expect(sentence({ model2: 0.8, lstm: 0.5, "lstm-logits": 0.79 })[0]).toMatch(
    / which leaves open whether training as one is worth anything by itself \(/,
  );
  const one = sentence({ model2: 0.8, lstm: 0.5, "lstm-logits": 0.9 }, { seeds: [0] })[0];
  expect(one).toMatch(/^Whether model-2 is ahead of model-1 stays open \(\+30\.0 points\); /);
  expect(one).toMatch(/comes to 90\.0%, which leaves open whether/);
});

test("leadSentence() sees where model-2 is behind", () => {
  expect(sentence({ model2: 0.6, lstm: 0.8, "lstm-logits": 0.9 })[0]).toMatch(
    /^Model-2 is behind model-1 \(−20\.5 ± 6\.4 points\); .+ ahead of model-2: training as one is worth nothing by itself \(/,
  );
});

test("leadSentence() sets model-2 beside an LSTM that is told what its own reads", () => {
  const shares = { model2: 0.8, lstm: 0.5, "lstm-soft": 0.3, "lstm-logits": 0.9 };
  expect(sentence(shares, { reads: "probabilities" })[0]).toMatch(
    / told the same probabilities that .+ comes to 30\.5% .+ behind model-2/,
  );
});

test("leadSentence() says nothing where nothing was trained so, or an accuracy is no number, or model-2 has not learned", () => {
  expect(leadSentence(madeUpSequence({ experiments: "no" }), "logits")).toEqual([]);
  expect(sentence({ "lstm-logits": Number.NaN })).toEqual([]);
  expect(sentence({ lstm: Number.NaN })).toEqual([]);
  expect(sentence({ model2: 0.4, "lstm-logits": 0.9 })).toEqual([]);
});
