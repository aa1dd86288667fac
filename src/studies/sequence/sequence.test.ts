import { expect, test } from "vitest";
import { madeUpSequenceSettings } from "../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../test/support/madeUpTranslation.ts";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { studies } from "../index.ts";
import { sequence } from "./sequence.ts";

const settingsOf = (given: Readonly<Record<string, unknown>>, preset = {}) =>
  resolveSettings("sequence", sequence.settings, { given, preset });

test("sequence trains as the source says, with three seeds", () => {
  expect(settingsOf({})).toMatchObject({
    data: "mnist",
    seeds: [0, 1, 2],
    filters: 16,
    dropout: 0.25,
    batchSize: 128,
    epochs: 100,
    learningRate: 0.01,
    labels: "one-hot",
  });
});

test("sequence takes what the source does not say from the pilot", () => {
  expect(settingsOf({})).toMatchObject({
    kernelSize: 3,
    padding: "none",
    activation: "relu",
    poolSize: 2,
    hiddenSize: 128,
    reads: "logits",
    initialisation: "pytorch",
    experiments: "yes",
  });
});

test("sequence in its small form asks the same question of fewer digits, with more than one seed", () => {
  const small = settingsOf({}, sequence.demo);
  expect(small).toMatchObject({ filters: 16, hiddenSize: 128, labels: "one-hot" });
  expect(small.seeds.length).toBeGreaterThan(1);
  expect(small.trainCount).toBeGreaterThan(0);
  expect(small.epochs).toBeLessThan(100);
});

test.each([
  [
    { labels: "hot" },
    'Cannot set labels of "sequence": "hot" was given, needs "one-hot" or "soft"',
  ],
  [
    { dropout: 1 },
    'Cannot set dropout of "sequence": "1" was given, needs a number from 0 up to below 1',
  ],
  [
    { filters: 0 },
    'Cannot set filters of "sequence": "0" was given, needs a whole number from 1 to 64',
  ],
  [
    { hiddenSize: 1 },
    'Cannot set hiddenSize of "sequence": "1" was given, needs a whole number from 2 to 1024',
  ],
  [
    { poolSize: 1 },
    'Cannot set poolSize of "sequence": "1" was given, needs a whole number from 2 to 7',
  ],
])("sequence refuses %j", (given, message) => {
  expect(() => settingsOf(given)).toThrow(new UsageError(message));
});

test("sequence is one of the studies", () => {
  expect(studies.sequence).toBe(sequence);
});

test("sequence makes its claims about MNIST alone", () => {
  expect(sequence.isSourceData(mnistSummary)).toBe(true);
  expect(sequence.isSourceData({ ...mnistSummary, sha256: "0" })).toBe(false);
});

test("sequence trains sixteen networks a seed, or the source's four", () => {
  const cellsOf = (experiments: "yes" | "no") =>
    sequence.cells(madeUpSequenceSettings({ seeds: [0, 1, 2], experiments }));
  expect([cellsOf("yes").length, cellsOf("no").length]).toEqual([48, 12]);
});
