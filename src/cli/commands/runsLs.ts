import { z } from "zod";
import { oneOf, resolveSettings, type Setting, yesOrNo } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { findEntries } from "../../runs/findRuns.ts";
import { listRuns, type RunEntry } from "../../runs/listRuns.ts";
import { countStates, statesText } from "../../runs/stateCounts.ts";
import type { Command } from "../command.ts";
import { groupRuns, groupsTable } from "../runGroups.ts";
import { changedText, plainEntry, runsTable, sharedSettings } from "../runsTable.ts";

const states = [
  "pending",
  "running",
  "done",
  "failed",
  "interrupted",
  "stale",
  "damaged",
] as const satisfies readonly RunEntry["state"][];

const stateKey: Setting<readonly RunEntry["state"][]> = {
  schema: z.preprocess((given) => String(given).split(","), z.array(z.enum(states))),
  default: [],
  description: "only runs in these states, such as stale,failed",
  needs: `some of ${states.map((state) => `"${state}"`).join(", ")} with commas between them`,
};

const keys = {
  ...runsKeys,
  state: stateKey,
  sort: oneOf(["started", "accuracy", "name"], "the newest, the best, or the first name on top"),
  by: oneOf(["seed", "hash"], "hash: runs that differ in their seeds alone are one row"),
  cells: yesOrNo(false, "a study's trainings too"),
};

/** Lists the runs, from what their folders say of themselves. */
export const runsLs: Command = {
  keys,
  async run({ targets, given }) {
    const { runs, state, sort, by, cells } = resolveSettings("runs ls", keys, { given });
    const found =
      targets.length > 0 ? await findEntries(runs, targets) : await listRuns(runs, { cells });
    const entries = found
      .filter((entry) => state.length === 0 || state.includes(entry.state))
      .toSorted(orders[sort]);
    const { columns: width } = process.stdout;
    if (entries.length === 0) return { json: [], text: nothingText(runs, found) };
    if (by === "hash") {
      const groups = groupRuns(entries);
      const text = [groupsTable(groups, width), "", ...sharedText(groups), groupsNote].join("\n");
      return { json: groups, text };
    }
    const table = runsTable(entries, { now: Date.now(), width });
    return {
      // Of thousands of runs this takes a while, and is asked for by programs alone.
      get json() {
        return entries.map(plainEntry);
      },
      text: [table, "", ...sharedText(entries), ...adviceOn(entries)].join("\n"),
    };
  },
};

const orders: { readonly [Order in (typeof keys)["sort"]["default"]]: Compare } = {
  started: (a, b) => compareTexts(b.started, a.started) || compareTexts(a.label, b.label),
  accuracy: (a, b) => accuracyOf(b) - accuracyOf(a) || compareTexts(a.label, b.label),
  name: (a, b) => compareTexts(a.label, b.label),
};

type Compare = (a: RunEntry, b: RunEntry) => number;

function compareTexts(a = "", b = ""): number {
  return a < b ? -1 : Number(a > b);
}

/** What has none, or none that is a number, comes last. */
function accuracyOf({ metrics = {} }: RunEntry): number {
  const accuracy = metrics["test/accuracy"] ?? -1;
  return Number.isNaN(accuracy) ? -1 : accuracy;
}

const groupsNote =
  "Test accuracy: mean over the seeds that are done ± half the 95% confidence interval (Student t)";

/** What all runs have in common stands once, below them. */
function sharedText(runs: readonly Pick<RunEntry, "changed">[]): readonly string[] {
  const text = changedText(sharedSettings(runs));
  return text === "" ? [] : [`All: ${text}`];
}

function nothingText(runs: string, found: readonly RunEntry[]): string {
  return found.length > 0
    ? `None of ${found.length} runs is in that state`
    : `There are no runs in "${runs}"; \`learnscope train\` makes one`;
}

/** How many there are, and what to do about those that did not come to their ends. */
function adviceOn(entries: readonly RunEntry[]): readonly string[] {
  const counts = countStates(entries);
  const isToGoOn = ["stale", "interrupted", "pending"].some((state) => state in counts);
  return [
    `${entries.length} ${entries.length === 1 ? "run" : "runs"}: ${statesText(counts)}`,
    ...("stale" in counts ? ["stale: the process that was at work on the run is gone"] : []),
    ...(isToGoOn ? ["`learnscope resume <run>` goes on"] : []),
    ...("failed" in counts ? ["`learnscope runs show <run>` tells why a run failed"] : []),
  ];
}
