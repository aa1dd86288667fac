import { numberCell } from "../figures/estimates.ts";
import { percent } from "../figures/text.ts";
import type { RunEntry } from "../runs/listRuns.ts";
import { nameWithoutTime } from "../runs/paths.ts";
import { ageText } from "./ageText.ts";
import { atMost } from "./atMost.ts";
import { textTable } from "./textTable.ts";

/** Columns of characters that a terminal is taken to have that does not say. */
const usualWidth = 100;
/** Fewer characters of changed settings would say nothing. */
const leastWidth = 12;

export interface RunsTableOptions {
  /** When the table is made. Units: milliseconds since 1970 */
  readonly now: number;
  /** Columns of characters. */
  readonly width?: number | undefined;
}

/** The runs as a table, each with a name by which it is found. */
export function runsTable(
  entries: readonly RunEntry[],
  { now, width = usualWidth }: RunsTableOptions,
): string {
  const names = shortNames(entries);
  const columns = ["state", "experiment", "run", "epoch", "test accuracy", "seen"];
  const rows = entries.map((entry, at) => [
    stateText(entry.state),
    entry.experiment,
    names[at]!,
    entry.progress ? `${entry.progress.epoch}/${entry.progress.epochs}` : "",
    accuracyText(entry),
    entry.updated === undefined ? "" : ageText(Date.parse(entry.updated), now),
  ]);
  const shared = sharedSettings(entries);
  const texts = entries.map((entry) => restText(entry, shared));
  return withRest({ columns, rows }, { name: "changed", texts, width });
}

/** The settings that are the same in all of several runs, and that therefore do not tell them apart. */
export function sharedSettings(
  runs: readonly Pick<RunEntry, "changed">[],
): Readonly<Record<string, string>> {
  const [first, ...others] = runs.flatMap(({ changed }) => (changed ? [changed] : []));
  if (others.length === 0) return {};
  return Object.fromEntries(
    Object.entries(first!).filter(([key, value]) => others.every((own) => own[key] === value)),
  );
}

/** A table with a last column that is cut to what is left of the terminal's width. */
export function withRest(
  { columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly string[][] },
  rest: { readonly name: string; readonly texts: readonly string[]; readonly width?: number },
): string {
  const used = columns.map((column, at) =>
    Math.max(column.length, ...rows.map((row) => row[at]!.length)),
  );
  const { name, texts, width = usualWidth } = rest;
  const left = Math.max(leastWidth, width - used.reduce((sum, own) => sum + own + 2, 0));
  return textTable({
    columns: [...columns, name],
    rows: rows.map((row, at) => [...row, atMost(left, texts[at]!)]),
  });
}

/** The names without their times where no other run has the same, else all that lies below the folder of runs. */
export function shortNames(entries: readonly RunEntry[]): readonly string[] {
  const names = entries.map(({ label, experiment }) => {
    return nameWithoutTime(label.slice(experiment.length + 1));
  });
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, at) => (counts.get(name) === 1 ? name : entries[at]!.label));
}

/** A state in which something is to be done stands out. */
function stateText(state: RunEntry["state"]): string {
  return ["stale", "failed", "damaged"].includes(state) ? `! ${state}` : state;
}

/** Settings that are not their defaults, as they would be typed, but for those that need not be said. */
export function changedText(
  changed: RunEntry["changed"] = {},
  unsaid: Readonly<Record<string, string>> = {},
): string {
  return Object.entries(changed)
    .filter(([key]) => !(key in unsaid))
    .map(([key, value]) => `${key}=${value}`)
    .join(" ");
}

function accuracyText({ metrics = {} }: RunEntry): string {
  const accuracy = metrics["test/accuracy"];
  return accuracy === undefined ? "" : percent(accuracy, 1);
}

function restText(
  { state, error = "", changed = {} }: RunEntry,
  shared: Readonly<Record<string, string>>,
): string {
  const { model: _, ...others } = changed; // stands in the run's name
  return state === "damaged" ? error : changedText(others, shared);
}

/** A run for programs. JSON has no NaN and no infinity: they are written as words. */
export function plainEntry({ metrics, ...entry }: RunEntry): object {
  if (!metrics) return entry;
  const plain = Object.entries(metrics).map(([name, value]) => [name, numberCell(value)]);
  return { ...entry, metrics: Object.fromEntries(plain) };
}
