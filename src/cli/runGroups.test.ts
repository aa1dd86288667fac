import { expect, test } from "vitest";
import type { RunEntry } from "../runs/listRuns.ts";
import { countStates, groupRuns, groupsTable } from "./runGroups.ts";

function runOf(seed: number, accuracy: number, more: Partial<RunEntry> = {}): RunEntry {
  return {
    folder: `runs/pilot/mlp-0a1b2c-s${seed}`,
    experiment: "pilot",
    label: `pilot/mlp-0a1b2c-s${seed}`,
    kind: "training",
    name: "mlp",
    hash: "0a1b2c",
    seed,
    changed: { epochs: "5" },
    state: "done",
    metrics: { "test/accuracy": accuracy },
    ...more,
  };
}

test("groupRuns() puts seeds together, and estimates over those that are done", () => {
  const runs = [runOf(0, 0.9), runOf(1, 0.94), runOf(2, 0.1, { state: "stale" })];
  const [group, ...others] = groupRuns(runs);
  expect(others).toEqual([]);
  expect(group!.testAccuracy).toMatchObject({ n: 2, values: [0.9, 0.94] });
  expect(group!.testAccuracy!.mean).toBeCloseTo(0.92, 12);
  expect(group!.states).toEqual({ done: 2, stale: 1 });
  expect(group!.folders).toHaveLength(3);
});

test("groupRuns() counts a seed once that was trained twice", () => {
  const [group] = groupRuns([runOf(0, 0.9), runOf(0, 0.9), runOf(1, 0.94)]);
  expect(group!.testAccuracy!.n).toBe(2);
});

test("groupRuns() keeps apart what differs in hash or experiment, and leaves out what is no training", () => {
  const groups = groupRuns([
    runOf(0, 0.9),
    runOf(0, 0.9, { hash: "ffffff" }),
    runOf(0, 0.9, { experiment: "other" }),
    runOf(0, 0.9, { kind: "study" }),
  ]);
  expect(groups.map(({ experiment, hash }) => `${experiment} ${hash}`)).toEqual([
    "pilot 0a1b2c",
    "pilot ffffff",
    "other 0a1b2c",
  ]);
});

test("groupsTable() shows mean and interval, or that nothing is known yet", () => {
  const groups = groupRuns([
    ...[0.9, 0.92, 0.94].map((accuracy, seed) => runOf(seed, accuracy)),
    runOf(0, 0.1, { hash: "ffffff", state: "failed" }),
  ]);
  expect(groupsTable(groups).split("\n").slice(2)).toEqual([
    "pilot       mlp-0a1b2c  3  92.0% ± 5.0%   3 done    epochs=5",
    "pilot       mlp-ffffff  0  –              1 failed  epochs=5",
  ]);
});

test("countStates() names no state that none is in", () => {
  expect(countStates([runOf(0, 1), runOf(1, 1)])).toEqual({ done: 2 });
});
