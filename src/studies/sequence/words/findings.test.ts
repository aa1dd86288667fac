import { expect, test } from "vitest";
import {
  likeSource,
  madeUpSequence,
  madeUpSequenceSettings,
  type SequenceBehaviour,
  unlikeSource,
} from "../../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../../test/support/madeUpTranslation.ts";
import { summaryOf } from "./findings.ts";

/** The summary of what made-up networks do. */
function summary(
  behaviour: Partial<SequenceBehaviour>,
  given: Parameters<typeof madeUpSequenceSettings>[0] = {},
  dataset = mnistSummary,
): string[] {
  // As it is read again from the file of results.
  const results = madeUpSequence(given, behaviour);
  return summaryOf(results, { settings: madeUpSequenceSettings(given), dataset });
}

/** Filters that are the same in all CNNs. */
const same: SequenceBehaviour["filter"] = (_, filter, done, size) =>
  likeSource.filter({ model: 1, place: 1, seed: 0 }, filter, done, size);

test("summaryOf() answers no where filters of the two models are no more alike than by chance", () => {
  const [answer, table, why, lead, conclusions] = summary({});
  expect(answer).toMatch(
    /^No: matched one to one and divided by their lengths, filters learned within model-2 are 0\.\d+ ± 0\.\d+ times as far from those learned alone as filters that point anywhere would be \(0: the same filters\)\. Those of two CNNs that both learned alone are 0\.\d+ ± 0\.\d+ times as far from each other, which does not tell whether training as one has a part in it\.$/,
  );
  expect(table).toBe(
    "Model-2 is right on 87.0% ± 1.0% (paper: 86.7%) of the test pairs, model-1's LSTM on 63.0% ± 1.0% (paper: 49.4%); of the test digits, CNN1 names 98.2% ± 0.1% (paper: 98.2%) and CNN2 98.3% ± 0.1% (paper: 98.3%) (means of 3 seeds, ±: 95% CI, Student t).",
  );
  expect(why).toMatch(
    /^The source's 49\.4% would be explained by training that ended too early.+\. Ours is at 63\.0% ± 1\.0% after 20 epochs/,
  );
  expect(lead).toMatch(/^Model-2 is ahead of model-1 \(\+24\.0 ± /);
  expect(conclusions).toMatch(
    /^Of the source's three conclusions, that learning has no unique result is upheld; that .+ is undecided; that .+ is not upheld\.$/,
  );
});

test("summaryOf() answers yes where all filters are the same", () => {
  expect(summary({ filter: same })[0]).toMatch(
    /^Largely yes: .+ 0\.00 ± 0\.00 times as far from .+\. Those of two CNNs that both learned alone are 0\.00 ± 0\.00 times/,
  );
});

test("summaryOf() tells whether training as one drives filters apart", () => {
  const apart: SequenceBehaviour["filter"] = (cnn, filter, done, size) =>
    cnn.model === 1
      ? same(cnn, filter, done, size)
      : likeSource.filter({ ...cnn, model: 1 }, filter, done, size);
  expect(summary({ filter: apart })[0]).toMatch(/, so training as one drives them apart\.$/);
  const together: SequenceBehaviour["filter"] = (cnn, filter, done, size) =>
    likeSource.filter({ ...cnn, model: 1 }, filter, done, size);
  expect(summary({ filter: together })[0]).toMatch(/, so training as one does not drive them/);
});

test("summaryOf() tells the verdicts on the conclusions", () => {
  expect(summary(likeSource).at(-1)).toBe(
    "Of the source's three conclusions, that learning has no unique result is upheld; that model-2's filters are similar to model-1's and to each other is upheld; that model-2's CNNs extract features for the LSTM instead of recognising digits is upheld.",
  );
  expect(summary(unlikeSource).at(-1)).toMatch(/ not upheld; .+ not upheld; .+ not upheld\.$/);
});

test("summaryOf() decides nothing with one seed", () => {
  const [answer, table] = summary({}, { seeds: [2] });
  expect(answer).toMatch(/^Open, for want of a second seed: /);
  expect(table).toMatch(/ \(one seed\)\.$/);
  expect(summary({}, { seeds: [2] }).join(" ")).not.toContain("±");
});

test("summaryOf() does not answer where networks have not learned", () => {
  const [answer, table, ...others] = summary({ accuracy: () => 0.1 });
  expect(answer).toBe(
    "Not answered: CNN1 or CNN2 of model-1 does not name half of the digits. They have to be trained for longer, or with another learning rate, before their filters can say anything.",
  );
  expect(table).toMatch(/^Model-2 is right on 10\.0% /);
  expect(others).toEqual([]);
  const half = summary({ accuracy: (row) => (row.startsWith("cnn") ? 0.98 : 0.05) });
  expect(half[0]).toBe(
    "Not answered: model-2 is not right on half of the test pairs. It has to be trained for longer, or otherwise, before its filters can say anything.",
  );
  expect(half).toHaveLength(4);
  expect(half.join(" ")).not.toContain("training as one");
  expect(half.at(-1)).toMatch(/no unique result is upheld; .+ is undecided; .+ is undecided\.$/);
});

test("summaryOf() does not answer where filters have no direction", () => {
  const filter: SequenceBehaviour["filter"] = (_cnn, _at, _done, size) => new Array(size).fill(0);
  expect(summary({ filter })[0]).toBe(
    "Not answered: there are filters without a direction, so that they cannot be compared.",
  );
});

test("summaryOf() says whose numbers are the paper's", () => {
  const other = summary({}, {}, { ...mnistSummary, sha256: "another" });
  expect(other[1]).toContain("87.0% ± 1.0% (paper, all of MNIST: 86.7%)");
  expect(other[2]).toMatch(
    /^Why the source's LSTM was at 49\.4% on all of MNIST, these data cannot tell; /,
  );
});

test.each([
  [{ experiments: "no" }, 4],
  [{ labels: "soft" }, 5],
  [{ reads: "probabilities" }, 5],
  [{ filters: 2, kernelSize: 5 }, 5],
  [{ epochs: 1 }, 5],
] as const)("summaryOf() works with %j", (given, count) => {
  const sentences = summary({}, given);
  expect(sentences).toHaveLength(count);
  expect(sentences.join(" ")).not.toMatch(/NaN|undefined|Infinity/);
});

test("summaryOf() works where accuracies are no numbers", () => {
  const sentences = summary({ accuracy: () => Number.NaN });
  expect(sentences[0]).toMatch(/^Not answered: /);
  expect(sentences.join(" ")).not.toMatch(/undefined|Infinity/);
});
