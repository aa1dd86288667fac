import { expect, test } from "vitest";
import type { RunEntry } from "../runs/listRuns.ts";
import { plainEntry, runsTable, sharedSettings, shortNames } from "./runsTable.ts";

const entry: RunEntry = {
  folder: "runs/pilot/20261120T070809Z-mlp-0a1b2c-s0",
  experiment: "pilot",
  label: "pilot/20261120T070809Z-mlp-0a1b2c-s0",
  kind: "training",
  name: "mlp",
  hash: "0a1b2c",
  seed: 0,
  changed: { model: "mlp", learningRate: "0.1", augment: "crop:4,flip" },
  state: "stale",
  started: "2026-11-20T07:08:09.000Z",
  updated: "2026-11-20T07:10:00.000Z",
  progress: { epoch: 3, epochs: 10, step: 7, steps: 100 },
  metrics: { epoch: 3, "test/accuracy": 0.9654 },
};
const now = Date.parse("2026-11-20T07:13:00.000Z");

test("runsTable() shows a run with what is to be noticed, and cuts its settings to the terminal", () => {
  const damaged: RunEntry = {
    folder: "runs/pilot/a",
    experiment: "pilot",
    label: "pilot/a",
    state: "damaged",
    error: 'Cannot read "a": it is not JSON',
  };
  expect(runsTable([entry, damaged], { now, width: 90 }).split("\n")).toEqual([
    "state      experiment  run            epoch  test accuracy  seen   changed",
    "─────────  ──────────  ─────────────  ─────  ─────────────  ─────  ───────────────────────",
    "! stale    pilot       mlp-0a1b2c-s0  3/10   96.5%          3 min  learningRate=0.1 augme…",
    '! damaged  pilot       a              –      –              –      Cannot read "a": it is…',
  ]);
});

test("sharedSettings() are those that tell no run from another, and runsTable() leaves them out", () => {
  const other = { ...entry, changed: { ...entry.changed, learningRate: "0.2" } };
  expect(sharedSettings([entry, other])).toEqual({ model: "mlp", augment: "crop:4,flip" });
  expect(sharedSettings([entry])).toEqual({});
  expect(sharedSettings([entry, { changed: {} }])).toEqual({});
  const [, , first, second] = runsTable([entry, other], { now, width: 120 }).split("\n");
  expect(first).toMatch(/ {2}learningRate=0\.1$/);
  expect(second).toMatch(/ {2}learningRate=0\.2$/);
});

test("shortNames() leaves out the time where that is still the name of one run", () => {
  const again = { ...entry, label: "pilot/20261121T070809Z-mlp-0a1b2c-s0" };
  const other = { ...entry, label: "pilot/20261121T070809Z-mlp-0a1b2c-s1" };
  expect(shortNames([entry, other])).toEqual(["mlp-0a1b2c-s0", "mlp-0a1b2c-s1"]);
  expect(shortNames([entry, again, other])).toEqual([entry.label, again.label, "mlp-0a1b2c-s1"]);
});

test("plainEntry() has words for numbers that JSON has not", () => {
  const metrics = { epoch: 1, a: Number.NaN, b: Number.NEGATIVE_INFINITY };
  expect(plainEntry({ ...entry, metrics })).toMatchObject({
    metrics: { epoch: 1, a: "NaN", b: "-Infinity" },
  });
});
