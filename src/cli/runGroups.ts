import { type Estimate, estimateOf } from "../core/statistics.ts";
import type { RunEntry } from "../runs/listRuns.ts";
import { estimateText } from "../studies/claimText.ts";
import { changedText, stateText, withRest } from "./runsTable.ts";

/** Trainings of an experiment that differ in their seeds alone. */
export interface RunGroup {
  readonly experiment: string;
  readonly name: string;
  readonly hash: string;
  readonly changed: Readonly<Record<string, string>>;
  /** Over the seeds that are done; a seed that was trained twice counts once. Null where there is none. */
  readonly testAccuracy: Estimate | null;
  /** How many runs are in which state. */
  readonly states: Readonly<Record<string, number>>;
  readonly folders: readonly string[];
}

/** Groups trainings by their hash, in the order in which they come. */
export function groupRuns(entries: readonly RunEntry[]): readonly RunGroup[] {
  const groups = new Map<string, RunEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== "training") continue;
    const key = JSON.stringify([entry.experiment, entry.name, entry.hash]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].map(groupOf);
}

function groupOf(runs: readonly RunEntry[]): RunGroup {
  const { experiment, name = "", hash = "", changed = {} } = runs[0]!;
  const values = new Map<number | undefined, number>();
  for (const { state, seed, metrics } of runs) {
    const value = metrics?.["test/accuracy"];
    if (state === "done" && value !== undefined) values.set(seed, value);
  }
  return {
    experiment,
    name,
    hash,
    changed,
    testAccuracy: values.size === 0 ? null : estimateOf([...values.values()]),
    states: countStates(runs),
    folders: runs.map(({ folder }) => folder),
  };
}

/** How many runs are in which state. */
export function countStates(runs: readonly RunEntry[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of runs) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The groups as a table. */
export function groupsTable(groups: readonly RunGroup[], width?: number): string {
  const columns = ["experiment", "runs", "n", "test accuracy", "states"];
  const rows = groups.map(({ experiment, name, hash, testAccuracy, states }) => [
    experiment,
    `${name}-${hash}`,
    String(testAccuracy?.n ?? 0),
    testAccuracy ? estimateText(testAccuracy) : "",
    Object.entries(states)
      .map(([state, count]) => `${count} ${stateText(state)}`)
      .join(", "),
  ]);
  const texts = groups.map(({ changed }) => changedText(changed));
  return withRest({ columns, rows }, { name: "changed", texts, ...(width ? { width } : {}) });
}
