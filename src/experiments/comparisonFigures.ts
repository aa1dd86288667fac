import type { IntervalMethod } from "../core/differenceOf.ts";
import type { Figure } from "../figures/figure.ts";
import { groupDifference } from "../figures/groupDifference.ts";
import { learningCurves } from "../figures/learningCurves.ts";
import type { ComparedGroups, ComparedRun, RunsComparison } from "./compareRuns.ts";

/** Fractions, which people read as percentages. */
export function isFraction(metric: string): boolean {
  return /\b(accuracy|error)\b/.test(metric);
}

export interface ComparisonFiguresOptions {
  readonly comparison: RunsComparison;
  readonly metric: string;
  readonly interval: IntervalMethod;
  /** What A and B are, in sentences. */
  readonly groups: string;
}

/**
 * One metric of two groups of runs: the curves of both, and the difference between them.
 *
 * @source own design
 */
export async function comparisonFigures(
  { a, b }: ComparedGroups,
  { comparison, metric, interval, groups }: ComparisonFiguresOptions,
): Promise<readonly Figure[]> {
  const id = metric.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const words = metric.replace(/^train\//, "training ").replaceAll("/", " ");
  const values = [...valuesOf("A", a, metric), ...valuesOf("B", b, metric)];
  const differences = comparison.epochs.flatMap(({ epoch, metrics }) =>
    metrics.filter((own) => own.metric === metric).map(({ difference }) => ({ epoch, difference })),
  );
  const hasBand = Math.max(a.length, b.length) > 1;
  const format = isFraction(metric);
  const curves = learningCurves(values, {
    id: `curves-${id}`,
    metric: words,
    format: format ? "percent" : "number",
    interval,
    subtitle: hasBand ? `${groups} Band: 95% confidence interval.` : groups,
  });
  const difference = groupDifference(differences, {
    id: `difference-${id}`,
    series: "B − A",
    groups,
    metric: words,
    format: format ? "points" : "number",
  });
  return await Promise.all([curves, difference]);
}

/** Up to the last epoch that all runs of a group have: a mean over those that went on would not be of the group. */
function valuesOf(series: string, runs: readonly ComparedRun[], metric: string) {
  const epochs = Math.min(...runs.map(({ log }) => log.length));
  return runs.flatMap(({ seed, log }) =>
    log
      .slice(0, epochs)
      .filter((line) => metric in line)
      .map((line) => ({ series, seed, epoch: line.epoch, value: line[metric]! })),
  );
}
