import { expect, test } from "vitest";
import type { RunDetails } from "../experiments/runDetails.ts";
import { runText } from "./runText.ts";

const updated = "2026-11-20T07:10:00.000Z";
const now = Date.parse("2026-11-20T07:13:00.000Z");

function detailsOf(more: Partial<RunDetails["entry"]>, rest: Partial<RunDetails> = {}): RunDetails {
  return {
    entry: {
      folder: "runs/pilot/a",
      experiment: "pilot",
      label: "pilot/a",
      kind: "training",
      name: "mlp",
      hash: "0a1b2c",
      seed: 3,
      changed: { learningRate: "0.1" },
      state: "done",
      started: "2026-11-20T07:08:00.000Z",
      updated,
      ...more,
    },
    configuration: {},
    dataset: undefined,
    environment: undefined,
    history: [],
    best: undefined,
    checkpoints: [],
    probes: [],
    cells: [],
    holder: undefined,
    problems: [],
    ...rest,
  };
}

test("runText() says what a run is", () => {
  const parent = { run: "runs/pilot/b", epoch: 2, sha256: "" };
  const dataset = { title: "digits", note: "", trainCount: 1000, testCount: 50 };
  const environment = {
    backend: "plain loops",
    platform: "linux",
    processor: "x",
    learnscope: "1",
  };
  expect(runText(detailsOf({ parent }, { dataset, environment }), now).split("\n")).toEqual([
    "Training mlp, seed 3, settings 0a1b2c",
    "Folder: runs/pilot/a",
    "Settings that are not their defaults: learningRate=0.1",
    "Data: digits, 1,000 training and 50 test images",
    "Forked from runs/pilot/b@2",
    "Computed by plain loops on linux, x; learnscope 1",
    `State: done, 3 min ago (${updated})`,
    "Begun: 2026-11-20T07:08:00.000Z",
  ]);
});

test.each([
  ["pending", "State: pending, waits to be begun; `learnscope resume runs/pilot/a` begins it"],
  [
    "running",
    `State: running, process 7 on here is at work on it; last sign of life 3 min ago (${updated})`,
  ],
  [
    "stale",
    `State: stale, process 7 on here was at work on it and is gone; last sign of life 3 min ago (${updated}); \`learnscope resume runs/pilot/a\` goes on`,
  ],
  [
    "interrupted",
    `State: interrupted, 3 min ago (${updated}); \`learnscope resume runs/pilot/a\` goes on`,
  ],
  ["failed", `State: failed, 3 min ago (${updated})\nCannot go on: it is late`],
] as const)("runText() says what %s means", (state, words) => {
  const error = "Cannot go on: it is late";
  const holder = { process: 7, host: "here", start: "" };
  expect(runText(detailsOf({ state, error }, { holder }), now)).toContain(words);
});

test("runText() says what is wrong with a damaged run", () => {
  const text = runText(detailsOf({ state: "damaged" }, { problems: ["Cannot read it"] }), now);
  expect(text).toContain("State: damaged");
  expect(text.split("\n").at(-1)).toBe("Cannot read it");
});

test("runText() shows epochs 0, 1, 2, 4…, the best and the last, and how long one took", () => {
  const history = Array.from({ length: 12 }, (_, epoch) => ({
    epoch,
    "test/accuracy": epoch / 100,
    "train/loss": 1 / (epoch + 1),
    ...(epoch > 0 ? { "time/epoch-seconds": 90 } : {}),
  }));
  const best = { epoch: 6, metric: "test/accuracy", value: 0.06 };
  const progress = { epoch: 11, epochs: 20, step: 3, steps: 10 };
  const lines = runText(detailsOf({ progress }, { history, best }), now).split("\n");
  expect(lines).toContain("Epochs: 11 of 20, and 3 of the next one's 10 steps");
  expect(lines).toContain("Time: 16 min 30 s of training, 1 min 30 s an epoch");
  expect(lines.slice(lines.indexOf("") + 1)).toEqual([
    "epoch   test/accuracy  train/loss",
    "──────  ─────────────  ──────────",
    "0       0.0%                    1",
    "1       1.0%                  0.5",
    "2       2.0%               0.3333",
    "4       4.0%                  0.2",
    "6 best  6.0%               0.1429",
    "8       8.0%               0.1111",
    "11      11.0%              0.0833",
  ]);
});

test("runText() shows of many metrics the usual ones, and says so", () => {
  const others = Array.from({ length: 10 }, (_, at) => [`probe/${at}`, at] as const);
  const history = [{ epoch: 0, "test/accuracy": Number.NaN, ...Object.fromEntries(others) }];
  const text = runText(detailsOf({}, { history }), now);
  expect(text).toMatch(
    /^epoch {2}test\/accuracy\n.+\n0 +NaN\n10 more metrics are in metrics\.jsonl$/m,
  );
});

test("runText() lists checkpoints with the names by which they are found", () => {
  const place = { epoch: 2, step: 0, path: "", size: 2048, references: ["@2", "@best"] };
  const within = { epoch: 2, step: 30, path: "", size: 1024, references: ["@last"] };
  const text = runText(detailsOf({}, { checkpoints: [place, within] }), now);
  expect(text.split("\n").slice(-5)).toEqual([
    "checkpoint after epoch  named     size",
    "──────────────────────  ────────  ───────",
    "2                       @2 @best  2.0 KiB",
    "2, step 30              @last     1.0 KiB",
    "3.0 KiB in all; `learnscope fork runs/pilot/a@2 key=value` branches off",
  ]);
  expect(runText(detailsOf({}, { checkpoints: [within] }), now)).toMatch(/\n1\.0 KiB in all$/);
});

test("runText() of a study's training goes on with the study", () => {
  const study = "runs/a/20261120T070809Z-study-0a1b2c";
  const checkpoints = [{ epoch: 1, step: 0, path: "", size: 1024, references: ["@1", "@last"] }];
  const entry = { folder: `${study}/cells/mlp-s0`, state: "stale" } as const;
  const text = runText(detailsOf(entry, { checkpoints }), now);
  expect(text).toContain(`; \`learnscope resume ${study}\` goes on\n`);
  expect(text).not.toContain("learnscope fork");
});

test("runText() lists the trainings of a study", () => {
  const { entry } = detailsOf({ kind: "study", name: "translation" });
  const cell = { ...entry, label: "pilot/a/cells/mlp-s0" };
  const text = runText(detailsOf({ kind: "study" }, { cells: [cell] }), now);
  expect(text).toMatch(/^Study mlp/);
  expect(text).toMatch(/^done +pilot +a\/cells\/mlp-s0 /m);
});

test("runText() says what was asked of a run, and after which epochs", () => {
  const probes = [{ probe: "cka", hash: "0a1b2c3d", epochs: [0, 1, 2, 4] }];
  const text = runText(detailsOf({}, { probes }), 0);
  expect(text).toContain("probe  asked after epochs\n─────  ──────────────────\ncka    0 1 2 4");
  expect(text).toContain("` writes what they found");
  expect(runText(detailsOf({}), 0)).not.toContain("asked after");
});
