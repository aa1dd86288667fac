import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import { UsageError } from "../../core/errors.ts";
import { text } from "../../core/settings.ts";
import { renderReport } from "../../figures/report.ts";
import { defineProbe } from "../../probing/probe.ts";
import type { RunDetails } from "../runDetails.ts";
import type { ProbeFindings } from "./probeFindings.ts";
import { runReport } from "./runReport.ts";

const details: RunDetails = {
  entry: {
    folder: "runs/train/a",
    experiment: "train",
    label: "train/a",
    state: "done",
    kind: "training",
    name: "lenet5",
    hash: "0a1b2c",
    seed: 3,
    changed: {},
    progress: { epoch: 4, epochs: 4, step: 0, steps: 10 },
  },
  configuration: { model: "lenet5", epochs: 4 },
  dataset: {
    schema: 1,
    title: "made up",
    note: "",
    trainCount: 1000,
    testCount: 500,
    sha256: { train: "aa", test: "bb" },
  },
  environment: { schema: 1, backend: "plain loops" },
  history: [0.1, 0.5, 0.9, 0.8, 0.7].map((accuracy, epoch) => ({
    epoch,
    "test/accuracy": accuracy,
    ...(epoch > 0 ? { "train/loss": 1 - accuracy, "time/epoch-seconds": 5 } : {}),
  })),
  best: { epoch: 2, metric: "test/accuracy", value: 0.9 },
  checkpoints: [],
  probes: [],
  cells: [],
  holder: undefined,
  problems: [],
};

const probe = defineProbe({
  id: "made-up",
  title: "Made up",
  question: "Is it?",
  options: { layers: text("all", "layers") },
  images: { part: "test", count: 100 },
  fitCount: 0,
  caveats: ["It is made up."],
  measure: () => ({ readings: [] }),
});

function findingsOf(count: number): ProbeFindings {
  const points = [0, 4].map((epoch) => foundPoint(epoch, [{ quantity: "mean", value: epoch }]));
  const options = { layers: "all", part: "test", count, fitCount: 0, draw: 0 } as const;
  return { probe, result: { options, points, untrained: [], overview: undefined, classes: [] } };
}

test("runReport() tells how well it ended, when it was best, and what each probe found", async () => {
  const costs = [
    { probe: "made-up", hash: "0a", name: "made-up", measurements: 2, seconds: 5, bytes: 10 },
  ];
  const report = await runReport({ details, findings: [findingsOf(100)], costs });
  expect(report.title).toBe("LeNet-5 on made up, seed 3");
  expect(report.summary).toEqual([
    "After epoch 4 the network recognises 70.0% of the test images, 10.0% before training.",
    "Best by test accuracy was epoch 2 with 90.0%.",
  ]);
  expect(report.findings).toEqual([
    "Made up: mean goes from 0 before training to 4 after epoch 4.",
  ]);
  expect(report.sections.map(({ id }) => id)).toEqual(["training", "probe-made-up", "costs"]);
  expect(report.sections[1]).toMatchObject({
    paragraphs: [
      "Is it?",
      "Looked at 100 of the test images, drawn at random, fitted to all 1,000 training images, after epochs 0, 4. Options: layers=all, draw=0. Method: own design.",
    ],
    notes: ["It is made up."],
  });
  expect(report.provenance).toMatchObject({ "SHA-256 of the test data": "bb" });
  expect(renderReport(report)).toContain("<dt>epochs</dt><dd>4</dd>");
});

test("runReport() tells apart two ways of asking the same probe", async () => {
  const findings = [findingsOf(100), findingsOf(0)];
  const { sections } = await runReport({ details, findings, costs: [] });
  expect(sections.slice(1).map(({ id, title }) => [id, title])).toEqual([
    ["probe-made-up", "Made up (count=100)"],
    ["probe-made-up-2", "Made up (count=0)"],
  ]);
  const figures = sections.flatMap((section) => section.figures.map(({ id }) => id));
  expect(figures).toEqual(["training-accuracy", "training-loss", "made-up-mean", "made-up-mean-2"]);
});

test("runReport() keeps the section of a probe that cannot draw, and says why", async () => {
  const broken = {
    ...probe,
    figures: () => Promise.reject(new RangeError("there is no colour left")),
  };
  const { result } = findingsOf(0);
  const { sections } = await runReport({
    details,
    findings: [{ probe: broken, result }],
    costs: [],
  });
  expect(sections[1]!.paragraphs.at(-1)).toBe(
    "There are no figures, for drawing them failed: there is no colour left.",
  );
});

test("runReport() says where the training has not come to its end", async () => {
  const progress = { epoch: 1, epochs: 4, step: 0, steps: 10 };
  const entry = { ...details.entry, state: "interrupted", progress } as const;
  const history = details.history.slice(0, 2);
  const { summary } = await runReport({
    details: { ...details, entry, history, best: undefined },
    findings: [],
    costs: [],
  });
  expect(summary.at(-1)).toBe("The training has come to epoch 1 of 4: interrupted.");
});

test("runReport() refuses a study, and a run of which no epoch is logged", async () => {
  const ask = (changes: Partial<RunDetails>) =>
    runReport({ details: { ...details, ...changes }, findings: [], costs: [] });
  await expect(ask({ entry: { ...details.entry, kind: "study" } })).rejects.toThrow(
    new UsageError(
      'Cannot report on "runs/train/a": it is a study, needs a training; `learnscope study report` writes a study\'s report',
    ),
  );
  await expect(ask({ history: [] })).rejects.toThrow(
    new UsageError('Cannot report on "runs/train/a": no epoch is logged yet, needs one at least'),
  );
});
