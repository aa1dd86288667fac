import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import { probes } from "../../probes/index.ts";
import type { ProbePoint, Reading } from "../../probing/measurement.ts";
import { defineProbe, type Headline } from "../../probing/probe.ts";
import { probeSentences, runSentences } from "./probeSentence.ts";

function findingsOf(points: readonly ProbePoint[], headline?: Headline, title = "Made up") {
  const probe = defineProbe({
    id: "made-up",
    title,
    question: "Is it?",
    ...(headline ? { headline } : {}),
    measure: () => ({ readings: [] }),
  });
  const options = { part: "test", count: 0, fitCount: 0, draw: 0 } as const;
  return { probe, result: { options, points, untrained: [], overview: undefined, classes: [] } };
}

function sentence(at: Readonly<Record<number, readonly Reading[]>>, headline?: Headline) {
  const points = Object.entries(at).map(([epoch, readings]) => foundPoint(Number(epoch), readings));
  return probeSentences([findingsOf(points, headline)])[0];
}

test("probeSentences() tells a headline in its own words, with the interval of the last epoch", () => {
  const readings = (value: number) => [
    { quantity: "mean", layer: "f1", value: 9 },
    { quantity: "share", layer: "f1", value },
    { quantity: "share", layer: "f2", value, low: value - 0.01, high: value + 0.01 },
  ];
  const headline = { quantity: "share", words: "the share of all", format: "percent" } as const;
  expect(sentence({ 0: readings(0.1), 2: readings(0.2), 8: readings(0.5) }, headline)).toBe(
    'Made up: the share of all in "f2" goes from 10.0% before training to 50.0% (95% interval 49.0% to 51.0%) after epoch 8.',
  );
  const first = { ...headline, words: "what {layer} has", layer: "first" } as const;
  expect(sentence({ 4: readings(0.2) }, first)).toBe(
    'Made up: what "f1" has is 20.0% after epoch 4.',
  );
});

test("probeSentences() tells the part that a headline names, or each", () => {
  const readings = ["1", "2"].map((of) => ({ quantity: "eigenvalue", of, value: 10 / Number(of) }));
  const headline = { quantity: "eigenvalue", words: "the bend" };
  expect(sentence({ 1: readings }, { ...headline, of: "1" })).toBe(
    "Made up: the bend is 10 after epoch 1.",
  );
  expect(sentence({ 1: readings }, { ...headline, of: "each" })).toBe(
    "Made up: the bend of 1 is 10 after epoch 1; the bend of 2 is 5 after epoch 1.",
  );
});

test("probeSentences() finds a headline in what all checkpoints tell together", () => {
  const { probe, result } = findingsOf([foundPoint(1, [])], { quantity: "median", words: "half" });
  const overview = (reading: Omit<Reading, "quantity">) => ({
    readings: [{ quantity: "median", ...reading }],
  });
  const told = (reading: Omit<Reading, "quantity">) =>
    probeSentences([{ probe, result: { ...result, overview: overview(reading) } }])[0];
  expect(told({ value: 2, low: 1, high: 4 })).toBe("Made up: half is 2 (95% interval 1 to 4).");
  expect(told({ value: 2, low: 2, high: 2 })).toBe("Made up: half is 2.");
  expect(told({ value: null, reason: "too few were" })).toBe(
    "Made up: there is no number for half: too few were.",
  );
});

test("probeSentences() says why there is no number", () => {
  const reason = "all units are dead";
  const headline = { quantity: "mean", words: "the mean" };
  expect(sentence({ 1: [{ quantity: "mean", layer: "f1", value: null, reason }] }, headline)).toBe(
    'Made up: there is no number for the mean in "f1": all units are dead.',
  );
  expect(sentence({ 1: [] })).toBe("Made up: nothing was measured that is a number.");
});

test("probeSentences() tells a first quantity of the whole network, and leaves others to their sections", () => {
  const reading = { quantity: "mean", value: 1 };
  expect(sentence({ 1: [reading] })).toBe("Made up: mean is 1 after epoch 1.");
  expect(probeSentences([findingsOf([foundPoint(1, [{ ...reading, layer: "f1" }])])])).toEqual([]);
});

test("probeSentences() leaves out minor ones where there are many, and says that there is more", () => {
  const points = [foundPoint(1, [{ quantity: "mean", value: 1 }])];
  const minor = { quantity: "mean", words: "it", isMinor: true };
  const some = Array.from({ length: 4 }, () => findingsOf(points));
  const others = Array.from({ length: 5 }, () => findingsOf(points, minor));
  expect(probeSentences([...some, ...others.slice(1)])).toHaveLength(8);
  const sentences = probeSentences([...some, ...others]);
  expect([sentences.length, sentences.at(-1)]).toEqual([
    5,
    "What else was found stands in the sections.",
  ]);
});

test("probeSentences() has at most eight major sentences from the product's own probes", () => {
  const major = Object.values(probes).filter(({ headline }) => headline && !headline.isMinor);
  expect(major.map(({ id }) => id)).toEqual([
    "calibration",
    "concept-error",
    "learning-order",
    "shift-grid",
    "two-nn",
    "linear-readout",
    "embedding",
    "sharpness",
  ]);
});

test("runSentences() tells the same of each run, and how many more there are", () => {
  const points = Array.from({ length: 10 }, (_, seed) => ({
    ...foundPoint(1, [{ quantity: "mean", layer: "f1", value: seed }]),
    run: `net-s${seed}`,
    seed,
  }));
  const sentences = runSentences(findingsOf(points));
  expect(sentences[1]).toBe('net-s1: mean in "f1" is 1 after epoch 1.');
  expect(sentences.at(-1)).toBe("2 more runs are in the figures and the table.");
});
