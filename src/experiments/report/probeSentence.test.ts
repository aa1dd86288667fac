import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import type { ProbePoint, Reading } from "../../probing/measurement.ts";
import { defineProbe } from "../../probing/probe.ts";
import { probeSentence, probeSentences } from "./probeSentence.ts";

const probe = defineProbe({
  id: "made-up",
  title: "Made up",
  question: "Is it?",
  measure: () => ({ readings: [] }),
});

function resultOf(points: readonly ProbePoint[]) {
  const options = { part: "test", count: 0, fitCount: 0, draw: 0 } as const;
  return { options, points, untrained: [], overview: undefined, classes: [] };
}

function sentence(at: Readonly<Record<number, readonly Reading[]>>): string {
  const points = Object.entries(at).map(([epoch, readings]) => foundPoint(Number(epoch), readings));
  return probeSentence(probe, resultOf(points));
}

test("probeSentence() tells the first quantity of the last layer, at the first epoch and the last", () => {
  const readings = (value: number) => [
    { quantity: "mean", layer: "f1", value: 9 },
    { quantity: "mean", layer: "f2", value },
    { quantity: "deviation", layer: "f2", value: 9 },
  ];
  expect(sentence({ 0: readings(1), 2: readings(2), 8: readings(3.21987) })).toBe(
    'Made up: mean in "f2" goes from 1 before training to 3.22 after epoch 8.',
  );
  expect(sentence({ 4: readings(2) })).toBe('Made up: mean in "f2" is 2 after epoch 4.');
});

test("probeSentence() tells what is of all classes rather than of one", () => {
  const readings = [
    { quantity: "accuracy", of: "cat", value: 0.1 },
    { quantity: "accuracy", value: 0.5 },
  ];
  expect(sentence({ 1: readings })).toBe("Made up: accuracy is 50.0% after epoch 1.");
  expect(sentence({ 1: readings.slice(0, 1) })).toBe(
    "Made up: accuracy of cat is 10.0% after epoch 1.",
  );
});

test("probeSentence() says why there is no number", () => {
  const reason = "all units are dead";
  expect(sentence({ 1: [{ quantity: "mean", layer: "f1", value: null, reason }] })).toBe(
    'Made up: there is no mean in "f1", for all units are dead.',
  );
  expect(sentence({ 1: [] })).toBe("Made up: nothing was measured that is a number.");
});

test("probeSentences() tells the same of each run, and how many more there are", () => {
  const points = Array.from({ length: 10 }, (_, seed) => ({
    ...foundPoint(1, [{ quantity: "mean", value: seed }]),
    run: `net-s${seed}`,
    seed,
  }));
  const sentences = probeSentences(resultOf(points));
  expect(sentences[1]).toBe("net-s1: mean is 1 after epoch 1.");
  expect(sentences.at(-1)).toBe("2 more runs are in the figures and the table.");
});

test("probeSentence() tells the first of numbered parts", () => {
  const readings = [1, 2, 3].map((of) => ({ quantity: "eigenvalue", of: `${of}`, value: 10 / of }));
  expect(sentence({ 1: readings })).toBe("Made up: eigenvalue 1 is 10 after epoch 1.");
});

test("probeSentence() tells of the last layer of which most is known", () => {
  const readings = [
    { quantity: "norm", layer: "f.weight", value: 2 },
    { quantity: "norm", layer: "f.bias", value: 1 },
    { quantity: "rank", layer: "f.weight", value: 5 },
    { quantity: "rank", layer: "f.bias", value: null, reason: "it is a vector" },
  ];
  expect(sentence({ 1: readings })).toBe('Made up: norm in "f.weight" is 2 after epoch 1.');
});
