import { expect, test } from "vitest";
import type { RunEntry } from "../runs/listRuns.ts";
import { groupRuns, groupsTable } from "./runGroups.ts";

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

test("groupRuns() counts of a seed that was trained twice the newest run", () => {
  const runs = [3, 1, 2].map((hour) =>
    runOf(0, hour / 10, { started: `2026-11-20T0${hour}:00:00.000Z` }),
  );
  const [group] = groupRuns([...runs, runOf(1, 0.9)]);
  expect(group!.testAccuracy!.values).toEqual(expect.arrayContaining([0.3, 0.9]));
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
    runOf(0, 0.1, { hash: "ffffff", state: "failed", changed: { epochs: "6" } }),
  ]);
  expect(groupsTable(groups).split("\n").slice(2)).toEqual([
    "pilot       mlp-0a1b2c  3  92.0% ± 5.0%   3 done    epochs=5",
    "pilot       mlp-ffffff  0  –              1 failed  epochs=6",
  ]);
});
