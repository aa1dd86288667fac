import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { furtherRows, type Hypothesis, hypothesesOf } from "./hypotheses.ts";

interface Trained {
  /** Accuracies at the end, by row; the others are at 0.8. */
  readonly finals?: Readonly<Record<string, number>>;
  readonly seeds?: readonly number[];
  /** The share of the training at which all is learned. */
  readonly end?: number;
}

/** Accuracy grows evenly until `end`; seeds lie a little apart. */
function madeUp({ finals = {}, seeds = [0, 1, 2], end = 1 }: Trained) {
  return madeUpSequence(
    { seeds },
    {
      accuracy: (row, seed, done) =>
        (finals[row] ?? 0.8) * Math.min(1, done / end) + (seed - 1) * 0.001,
    },
  );
}

function hypothesisOn(id: Hypothesis["id"], trained: Trained): Hypothesis {
  return hypothesesOf(madeUp(trained)).find((own) => own.id === id)!;
}

const cnns = { cnn1: 0.98, cnn2: 0.98 };
const further = (share: number) => ({
  "lstm-longer": share,
  "lstm-rate3": share,
  "lstm-rate10": share,
});

test("hypothesesOf() has none where nothing was tried", () => {
  expect(hypothesesOf(madeUpSequence({ experiments: "no" }))).toEqual([]);
});

test("hypothesesOf() has every reason once, each with evidence", () => {
  const own = hypothesesOf(madeUpSequence());
  expect(own.map(({ id }) => id)).toEqual([
    "convergence",
    "range",
    "told",
    "errors",
    "pairing",
    "size",
    "initialisation",
  ]);
  for (const { evidence } of own) expect(evidence).not.toMatch(/NaN|undefined/);
});

test.each<[string, Trained, Hypothesis["verdict"]]>([
  ["rises through the number late", { finals: { lstm: 0.6 } }, "would explain it"],
  ["rises to less, and far above when trained on", { finals: { lstm: 0.3 } }, "would explain it"],
  ["is there early", { finals: { lstm: 0.9 }, end: 0.1 }, "does not explain it"],
  [
    "stays low however long it is trained",
    { finals: { lstm: 0.3, ...further(0.35) } },
    "does not explain it",
  ],
  [
    "stays at the number however long it is trained",
    { finals: { lstm: 0.49, ...further(0.49) } },
    "does not explain it",
  ],
  ["has a single seed", { finals: { lstm: 0.6 }, seeds: [0] }, "undecided"],
  ["is not a number", { finals: { lstm: Number.NaN, ...further(Number.NaN) } }, "undecided"],
])("hypothesesOf() on convergence, where the LSTM %s", (_, trained, verdict) => {
  expect(hypothesisOn("convergence", trained).verdict).toBe(verdict);
});

test("hypothesesOf() leaves convergence open where table 2's LSTM alone is not a number", () => {
  expect(hypothesisOn("convergence", { finals: { lstm: Number.NaN } }).verdict).toBe("undecided");
});

test("hypothesesOf() sees where only the CNNs' mistakes leave no more to gain", () => {
  const ceiling = "All of these end within a point of 81.0% ± ";
  const known = { cnn1: 0.9, cnn2: 0.9, lstm: 0.4 };
  const at = (share: number) =>
    hypothesisOn("convergence", { finals: { ...known, ...further(share) } }).evidence;
  expect(at(0.805)).toContain(ceiling);
  expect(at(0.78)).not.toContain("All of these end");
});

test("hypothesesOf() tells when the LSTM came to the paper's number, and how fast it still was", () => {
  // 20 epochs to 0.6: 0.03 an epoch, 0.494 after 16.5 of them; seeds lie 0.001 apart.
  const { evidence } = hypothesisOn("convergence", { finals: { lstm: 0.6 } });
  expect(evidence).toContain("after 20 epochs. In the last 2 epochs this changed by +3.0 ± 0.0");
  expect(evidence).toContain("It first comes to 49.4% at epoch 17.");
  expect(evidence).toContain("80.0% ± 0.2% (twice as long), 80.0% ± 0.2% (3 × the rate)");
  const never = hypothesisOn("convergence", { finals: { lstm: 0.3 } });
  expect(never.evidence).toContain("It does not come to 49.4%.");
});

test.each([
  [0.45, "would explain it"],
  [0.1, "undecided"],
])("hypothesesOf() on the range of answers, where 0 to 9 alone give %f", (share, verdict) => {
  // Of all pairs of digits half are followed by a digit.
  const found = hypothesisOn("range", { finals: { "lstm-digits": share + 0.045 } });
  expect(found.verdict).toBe(verdict);
  expect(found.evidence).toContain("right on no more, which is 0.6 points above the paper's 49.4%");
  expect(found.evidence).toContain("The source's model-2, at 86.7%, cannot have been limited so");
});

test("hypothesesOf() knows that a range far from the number does not explain it", () => {
  const results = { ...madeUp({}), digitShare: 0.9 };
  const found = hypothesesOf(results).find(({ id }) => id === "range")!;
  expect(found.verdict).toBe("does not explain it");
  expect(found.evidence).not.toContain("The source's model-2");
});

test.each<[string, Trained, Hypothesis["verdict"]]>([
  ["few mistakes and no gain", { finals: { ...cnns, "lstm-true": 0.81 } }, "does not explain it"],
  ["as many mistakes as errors", { finals: { cnn1: 0.7, cnn2: 0.7 } }, "would explain it"],
  [
    "few mistakes that cost much",
    { finals: { ...cnns, lstm: 0.5, "lstm-true": 0.8 } },
    "would explain it",
  ],
  ["a single seed", { finals: cnns, seeds: [0] }, "undecided"],
])("hypothesesOf() on the CNNs' mistakes, where there are %s", (_, trained, verdict) => {
  const found = hypothesisOn("errors", trained);
  expect(found.verdict).toBe(verdict);
  expect(found.evidence).toContain("if they err independently, both digits of ");
});

test.each([
  ["told", "lstm-value"],
  ["pairing", "lstm-random"],
  ["size", "lstm-small"],
  ["initialisation", "lstm-keras"],
] as const)("hypothesesOf() on %s goes by where %s ends", (id, row) => {
  const verdictAt = (share: number) => hypothesisOn(id, { finals: { [row]: share } }).verdict;
  expect(verdictAt(0.494)).toBe("would explain it");
  expect(verdictAt(0.7)).toBe("does not explain it");
  expect(verdictAt(0.544)).toBe("undecided");
});

test("hypothesesOf() sees that a size in between would end at the number", () => {
  const between = hypothesisOn("size", { finals: { "lstm-small": 0.3 } });
  expect(between.verdict).toBe("would explain it");
  expect(between.evidence).toContain("Between that and 80.0% ± 0.2% (as in table 2) lies");
  const below = hypothesisOn("size", { finals: { lstm: 0.2, "lstm-small": 0.1 } });
  expect(below.verdict).toBe("does not explain it");
  const other = hypothesisOn("initialisation", { finals: { "lstm-keras": 0.3 } });
  expect(other.verdict).toBe("does not explain it");
});

test("hypothesesOf() compares with what table 2's LSTM is not told", () => {
  const told = hypothesesOf(madeUpSequence({ labels: "soft" })).find(({ id }) => id === "told")!;
  expect(told.evidence).toContain("predicted labels, one-hot");
  expect(told.evidence).not.toContain("true labels");
});

test("furtherRows() are those that go longer or faster", () => {
  expect(furtherRows(madeUpSequence()).map(({ row }) => row)).toEqual([
    "lstm-longer",
    "lstm-rate3",
    "lstm-rate10",
  ]);
});
