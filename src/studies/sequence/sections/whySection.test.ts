import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { parseSvg } from "../../../../test/support/svg.ts";
import type { SequenceSettings } from "../settings.ts";
import { whySection } from "./whySection.ts";

interface Trained extends Partial<SequenceSettings> {
  /** Accuracies at the end, by row; the others are at 0.8. */
  readonly finals?: Readonly<Record<string, number>>;
  readonly isSource?: boolean;
}

function sectionOn({ finals = {}, isSource = true, ...given }: Trained) {
  const results = madeUpSequence(given, {
    accuracy: (row, seed, done) => (finals[row] ?? 0.8) * done + (seed - 1) * 0.001,
  });
  const { reads = "logits" } = given;
  return whySection(results, { subtitle: "made up", isSource, reads });
}

test("whySection() has an answer, every reason, every training and four pictures", async () => {
  const { id, title, paragraphs, tables, figures } = await sectionOn({ finals: { lstm: 0.6 } });
  expect(id).toBe("why");
  expect(title).toBe("Why was the source's LSTM at 49.4%?");
  expect(paragraphs[0]).toMatch(/^The source's 49\.4% would be explained by [^.]+\.$/);
  expect(paragraphs[1]).toContain("7 reasons were tried");
  expect(paragraphs.filter((text) => text.includes(" Verdict: "))).toHaveLength(7);
  expect(tables[0]!.rows).toHaveLength(12);
  expect(tables[0]!.rows[0]).toEqual(["as in table 2", 0.01, 20, "60.0% ± 0.2%", "–", "epoch 17"]);
  expect(tables[0]!.rows[1]!.slice(0, 5)).toEqual([
    "twice as long",
    0.01,
    40,
    "80.0% ± 0.2%",
    "+20.0 ± 0.0 points",
  ]);
  expect(figures.map((figure) => figure.id)).toEqual([
    "lstm-variants",
    "lstm-rates",
    "accuracy-by-distance",
    "accuracy-by-pair",
  ]);
});

test("whySection() says what would explain the number and what does not", async () => {
  const late = await sectionOn({ finals: { lstm: 0.6 } });
  expect(late.paragraphs[0]).toContain("would be explained by training that ended too early");
  expect(late.paragraphs[1]).toContain("may only be a slower or faster one");
  const low = { lstm: 0.3, "lstm-longer": 0.3, "lstm-rate3": 0.3, "lstm-rate10": 0.3 };
  const stuck = await sectionOn({ finals: low });
  expect(stuck.paragraphs[0]).toContain("but not by training that ended too early");
  expect(stuck.paragraphs[1]).not.toContain("may only be a slower or faster one");
});

test("whySection() leaves everything undecided with one seed", async () => {
  const { paragraphs } = await sectionOn({ finals: { lstm: 0.6 }, seeds: [0] });
  expect(paragraphs[0]).toBe(
    "None of the 7 reasons tried is found to explain the source's 49.4%; all are undecided.",
  );
});

test("whySection() decides nothing about the paper on other data", async () => {
  const { paragraphs } = await sectionOn({ finals: { lstm: 0.6 }, isSource: false });
  expect(paragraphs[0]).toMatch(
    /^Why the source's LSTM was at 49\.4% on all of MNIST, these data cannot tell; /,
  );
  expect(paragraphs[1]).toContain("On other data than all of MNIST the paper's number is no");
  const verdicts = paragraphs.filter((text) => text.includes(" Verdict on these data: "));
  expect(verdicts).toHaveLength(7);
  expect(verdicts[0]).toMatch(
    / Verdict on these data: moves it by \+20\.0 ± 0\.0 points \(twice as long\), .+\.$/,
  );
  expect(paragraphs.join(" ")).not.toContain("Verdict:");
});

test("whySection() says nothing of training as one where model-2 has not learned", async () => {
  const { paragraphs } = await sectionOn({ finals: { model2: 0.05, "lstm-logits": 0.9 } });
  expect(paragraphs[0]).toMatch(/^Model-2 has not learned the task \(it is right on 5\.0% ± /);
  const text = paragraphs.join(" ");
  expect(text).toContain("this says nothing of what training as one is worth.");
  expect(text).not.toMatch(/So the lead|So it stays open|Table 2 shows no lead/);
});

test("whySection() tells where and how far answers are wrong", async () => {
  const usual = await sectionOn({ finals: { lstm: 0.02, model2: 1.3 } });
  // Made-up networks are never off by more than 1.
  expect(usual.paragraphs.at(-1)).toContain(
    "(at most 5% of the time) are 100 of 100 with model-1's LSTM, 0 of 100 with model-2.",
  );
  expect(usual.paragraphs.at(-1)).toContain(
    "of those of model-1's LSTM, 100% are off by no more than 3, and 0% by an even number; model-2 has no wrong answers.",
  );
});

test.each<[string, Trained]>([
  ["one seed", { seeds: [3] }],
  ["labels as probabilities", { labels: "soft", reads: "probabilities" }],
  ["one unit", { hiddenSize: 2 }],
  ["Keras's initialisation", { initialisation: "keras" }],
  ["one epoch", { epochs: 1 }],
  ["networks that learned nothing", { finals: { lstm: 0.05, model2: 0.05, "lstm-true": 0.05 } }],
])("whySection() works with %s", async (_, trained) => {
  const { paragraphs, tables, figures } = await sectionOn(trained);
  expect(paragraphs.join(" ")).not.toMatch(/NaN|undefined|not measured/);
  expect(JSON.stringify(tables)).not.toMatch(/NaN|undefined|not measured/);
  for (const { svg } of figures) {
    expect(parseSvg(svg).documentElement.tagName).toBe("svg");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test("whySection() shows what is not a number as that", async () => {
  const { tables } = await sectionOn({ finals: { "lstm-rate10": Number.NaN } });
  expect(tables[0]!.rows[3]!.slice(3)).toEqual(["NaN", "not measured", "never"]);
});
