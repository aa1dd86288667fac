import { join } from "node:path";
import { csvOf, type DataRow } from "../../core/csv.ts";
import type { IntervalMethod } from "../../core/differenceOf.ts";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings, text } from "../../core/settings.ts";
import { intervalKey, runsKeys } from "../../experiments/commonKeys.ts";
import { compareRuns, type RunsComparison } from "../../experiments/compareRuns.ts";
import { comparisonFigures } from "../../experiments/comparisonFigures.ts";
import { comparisonRows } from "../../experiments/comparisonRows.ts";
import { haveSameTest } from "../../experiments/haveSameTest.ts";
import {
  type DifferingSetting,
  differingSettings,
  type RunGroup,
  readGroup,
} from "../../experiments/runGroup.ts";
import { writeFile, writeJson } from "../../storage/writeFile.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import type { Command } from "../command.ts";
import { epochText, lossText, methodText, settingsText } from "../comparisonText.ts";

const keys = {
  ...runsKeys,
  ...intervalKey,
  metric: text("", "metrics with commas between them; by default all that both have"),
  to: text("", "folder for figures and tables; by default none are written"),
};

/** Metrics that are drawn, and set beside training losses, where none are asked for. */
const usualMetrics = ["test/accuracy", "train/loss"];

/** Compares two groups of runs, at equal epochs and at equal training losses. */
export const runsDiff: Command = {
  keys,
  async run({ targets, given, note }) {
    const [first, second] = twoOf(targets);
    const { runs: root, interval, metric, to } = resolveSettings("runs diff", keys, { given });
    const groups = { a: await readGroup(root, first), b: await readGroup(root, second) };
    const { a, b } = groups;
    for (const sentence of new Set([...a.leftOut, ...b.leftOut])) note(sentence);
    const metrics = metric === "" ? undefined : [...new Set(metric.split(","))];
    const comparison = compareRuns({ a: a.runs, b: b.runs }, { interval, metrics });
    const settings = differingSettings(a, b);
    const sameTest = await haveSameTest([...a.runs, ...b.runs].map(({ folder }) => folder));
    const found = {
      a: describe(a),
      b: describe(b),
      settings,
      sameTest,
      interval,
      noLosses: comparison.noLosses,
      comparison: comparisonRows(comparison),
    };
    const shown = metrics ?? usualMetrics;
    const files = to === "" ? [] : await write(to, { groups, comparison, found, metrics: shown });
    return {
      json: { ...found, files },
      text: [
        `A: ${groupText(a)}\nB: ${groupText(b)}`,
        settingsText(settings),
        ...(sameTest ? [] : [otherTest]),
        epochText(comparison),
        lossText(comparison, shown),
        methodText(comparison, interval),
        ...(files.length === 0 ? [] : [files.join("\n")]),
      ].join("\n\n"),
    };
  },
};

const otherTest =
  "They were not all tested on the same images: what their test accuracies differ by is not due to the settings alone";

function twoOf(targets: readonly string[]): readonly [string, string] {
  const [first, second, ...others] = targets;
  if (first !== undefined && second !== undefined && others.length === 0) return [first, second];
  throw new UsageError(
    `Cannot run "runs diff": ${targets.length} names were given, needs two: folders of runs or parts of their names`,
  );
}

interface Found {
  readonly groups: { readonly a: RunGroup; readonly b: RunGroup };
  readonly comparison: RunsComparison;
  readonly found: {
    readonly interval: IntervalMethod;
    readonly settings: readonly DifferingSetting[];
    readonly comparison: readonly DataRow[];
  };
  readonly metrics: readonly string[];
}

/** The comparison for programs, and a picture of each metric; returns the paths. */
async function write(to: string, { groups, comparison, found, metrics }: Found): Promise<string[]> {
  const { interval, settings, comparison: rows } = found;
  const files = [join(to, "comparison.json"), join(to, "comparison.csv")] as const;
  await writeJson(files[0], found);
  await writeFile(files[1], csvOf(rows));
  const { a, b } = groups;
  const names = `A: ${legendOf(a, settings, "a")}. B: ${legendOf(b, settings, "b")}.`;
  const pictures: string[] = [];
  for (const metric of metrics.filter((name) => rows.some((row) => row.metric === name))) {
    const options = { comparison, metric, interval, groups: names };
    const figures = await comparisonFigures({ a: a.runs, b: b.runs }, options);
    pictures.push(...(await writeFigures(to, figures)));
  }
  return [...files, ...pictures];
}

function describe({ name, runs }: RunGroup) {
  return {
    name,
    seeds: runs.map(({ seed }) => seed),
    epochs: runs.map(({ log }) => log.length - 1),
    folders: runs.map(({ folder }) => folder),
  };
}

function groupText({ name, runs }: RunGroup): string {
  return `${name}, ${runs.length === 1 ? "seed" : "seeds"} ${runs.map(({ seed }) => seed).join(", ")}`;
}

/** So many settings can be read above a picture. */
const mostSettings = 4;

/** Network, hash, and what is different in the other group. */
function legendOf(
  { name, runs }: RunGroup,
  settings: readonly DifferingSetting[],
  group: "a" | "b",
): string {
  const pairs = settings.flatMap((setting) => {
    const value = setting[group];
    return value === null ? [] : [`${setting.key}=${value}`];
  });
  const listed = pairs.length > 0 && pairs.length <= mostSettings ? ` (${pairs.join(", ")})` : "";
  return `${name}${listed}, ${runs.length} ${runs.length === 1 ? "seed" : "seeds"}`;
}
