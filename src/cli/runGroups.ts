import { type Estimate, estimateOf } from "../core/statistics.ts";
import { compareAges, type RunEntry } from "../runs/listRuns.ts";
import { countStates, type StateCounts, statesText } from "../runs/stateCounts.ts";
import { estimateText } from "../studies/claimText.ts";
import { changedText, sharedSettings, withRest } from "./runsTable.ts";

/** Trainings of an experiment that differ in their seeds alone. */
export interface RunGroup {
  readonly experiment: string;
  readonly name: string;
  readonly hash: string;
  readonly changed: Readonly<Record<string, string>>;
  /** Over the seeds that are done; of a seed that was trained twice the newest run counts. Null where there is none. */
  readonly testAccuracy: Estimate | null;
  /** How many runs are in which state. */
  readonly states: StateCounts<RunEntry["state"]>;
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
  for (const { state, seed, metrics } of runs.toSorted(compareAges)) {
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

/** The groups as a table. */
export function groupsTable(groups: readonly RunGroup[], width?: number): string {
  const columns = ["experiment", "runs", "n", "test accuracy", "states"];
  const rows = groups.map(({ experiment, name, hash, testAccuracy, states }) => [
    experiment,
    `${name}-${hash}`,
    String(testAccuracy?.n ?? 0),
    testAccuracy ? estimateText(testAccuracy) : "",
    statesText(states),
  ]);
  const shared = sharedSettings(groups);
  const texts = groups.map(({ changed }) => changedText(changed, shared));
  return withRest({ columns, rows }, { name: "changed", texts, ...(width ? { width } : {}) });
}
