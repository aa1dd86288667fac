import { join } from "node:path";
import { csvOf } from "../../core/csv.ts";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings, text } from "../../core/settings.ts";
import { intervalKey, runsKeys } from "../../experiments/commonKeys.ts";
import { compareRuns, type RunsComparison } from "../../experiments/compareRuns.ts";
import { comparisonFigures } from "../../experiments/comparisonFigures.ts";
import { comparisonRows } from "../../experiments/comparisonRows.ts";
import { differingSettings, type RunGroup, readGroup } from "../../experiments/runGroup.ts";
import { intervalWords } from "../../figures/estimates.ts";
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
    const [first, second, ...others] = targets;
    if (first === undefined || second === undefined || others.length > 0) {
      throw new UsageError(
        `Cannot run "runs diff": ${targets.length} names were given, needs two: folders of runs or parts of their names`,
      );
    }
    const { runs: root, interval, metric, to } = resolveSettings("runs diff", keys, { given });
    const a = await readGroup(root, first);
    const b = await readGroup(root, second);
    for (const sentence of new Set([...a.leftOut, ...b.leftOut])) note(sentence);
    const metrics = metric === "" ? undefined : metric.split(",");
    const groups = { a: a.runs, b: b.runs };
    const comparison = compareRuns(groups, { interval, metrics });
    const settings = differingSettings(a, b);
    const rows = comparisonRows(comparison);
    const found = {
      a: describe(a),
      b: describe(b),
      settings,
      interval,
      noLosses: comparison.noLosses,
      comparison: rows,
    };
    const files: string[] = [];
    if (to !== "") {
      files.push(join(to, "comparison.json"), join(to, "comparison.csv"));
      await writeJson(files[0]!, found);
      await writeFile(files[1]!, csvOf(rows));
      const words = `A: ${groupText(a)}. B: ${groupText(b)}. Band: 95% confidence interval (${intervalWords[interval]}).`;
      for (const drawn of drawnMetrics(comparison, metrics ?? usualMetrics)) {
        const options = { comparison, metric: drawn, interval, groups: words };
        files.push(...(await writeFigures(to, await comparisonFigures(groups, options))));
      }
    }
    return {
      json: { ...found, files },
      text: [
        `A: ${groupText(a)}`,
        `B: ${groupText(b)}`,
        "",
        settingsText(settings),
        "",
        epochText(comparison),
        "",
        lossText(comparison, metrics ?? usualMetrics),
        "",
        methodText(comparison, interval),
        ...(files.length === 0 ? [] : ["", ...files]),
      ].join("\n"),
    };
  },
};

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

/** Those of which there is something to draw. */
function drawnMetrics({ epochs }: RunsComparison, metrics: readonly string[]): readonly string[] {
  const known = new Set(epochs.flatMap((own) => own.metrics.map(({ metric }) => metric)));
  return metrics.filter((metric) => known.has(metric));
}
