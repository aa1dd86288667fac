import type { Difference, IntervalMethod } from "../core/differenceOf.ts";
import type { Estimate } from "../core/statistics.ts";
import type { MetricComparison, RunsComparison } from "../experiments/compareRuns.ts";
import { isFraction } from "../experiments/comparisonFigures.ts";
import type { DifferingSetting } from "../experiments/runGroup.ts";
import { intervalWords } from "../figures/estimates.ts";
import { percent, points } from "../figures/text.ts";
import { textTable } from "./textTable.ts";

/** In which settings two groups differ, as a table. */
export function settingsText(settings: readonly DifferingSetting[]): string {
  if (settings.length === 0) return "A and B differ in no setting.";
  const rows = settings.map(({ key, a, b }) => [key, a, b]);
  return textTable({ columns: ["setting", "A", "B"], rows });
}

/** Both groups after the last epoch that all runs have. */
export function epochText({ epochs }: RunsComparison): string {
  const last = epochs.at(-1);
  if (!last) return "There is no epoch that all runs have.";
  return [
    `After epoch ${last.epoch}, the last that all runs have:`,
    "",
    textTable({ columns: ["metric", ...groupColumns], rows: last.metrics.map(rowOf) }),
  ].join("\n");
}

/** Both groups where their training losses are equal, by the epoch at which they are and some metrics. */
export function lossText(
  { losses, noLosses }: RunsComparison,
  metrics: readonly string[],
): string {
  if (noLosses !== null) return `There is no training loss to compare at: ${noLosses}.`;
  const rows = losses.flatMap((level) =>
    level.metrics
      .filter(({ metric }) => metric === "epoch" || metrics.includes(metric))
      .map((metric, index) => [index === 0 ? plain(level.loss) : " ", ...rowOf(metric)]),
  );
  return [
    "Where runs first fall to the same training loss (its running minimum; in proportion between epochs):",
    "",
    textTable({ columns: ["train/loss", "metric", ...groupColumns], rows }),
  ].join("\n");
}

/** How intervals and differences were found. */
export function methodText({ epochs }: RunsComparison, interval: IntervalMethod): string {
  const difference = epochs.at(-1)?.metrics[0]?.difference;
  const mark = interval === "t" ? "±" : "In brackets";
  const lines = [`${mark}: 95% confidence interval (${intervalWords[interval]})`];
  if (difference?.kind === "paired") lines.push(`B − A: seed by seed${unpairedNote(difference)}`);
  if (difference?.kind === "unpaired") {
    const method = interval === "t" ? " (interval of Welch)" : "";
    lines.push(`B − A: difference of the means${method}, for few or no seeds match`);
  }
  return lines.join("\n");
}

const groupColumns = ["A", "B", "B − A", "seeds", "d_z"];

function rowOf({ metric, a, b, difference }: MetricComparison): (string | null)[] {
  const effectSize = difference.kind === "paired" ? difference.effectSize : null;
  return [
    metric,
    estimateCell(a, metric),
    estimateCell(b, metric),
    differenceCell(difference, metric),
    seedsCell(difference),
    effectSize === null ? null : signed(effectSize),
  ];
}

function seedsCell(difference: Difference): string {
  if (difference.kind === "unpaired") return difference.counts.join(" and ");
  return difference.n === 1 ? "1 pair" : `${difference.n} pairs`;
}

function unpairedNote({ unpaired }: { readonly unpaired: number }): string {
  if (unpaired === 0) return "";
  return unpaired === 1
    ? "; 1 run has no seed in common and is left out"
    : `; ${unpaired} runs have no seed in common and are left out`;
}

function estimateCell(estimate: Estimate, metric: string): string {
  const show = isFraction(metric) ? (value: number) => percent(value, 1) : plain;
  return withInterval(estimate, { show, half: show });
}

function differenceCell(difference: Difference, metric: string): string {
  if (!isFraction(metric)) return withInterval(difference, { show: signed, half: plain });
  const half = (value: number) => points(value).replace("+", "");
  return `${withInterval(difference, { show: points, half })} points`;
}

interface Shown {
  show(value: number): string;
  half(value: number): string;
}

/** The interval of the bootstrap has no half: its ends lie unevenly. */
function withInterval(
  { mean, low, high, interval }: Pick<Estimate, "mean" | "low" | "high" | "interval">,
  { show, half }: Shown,
): string {
  if (low === null || high === null) return show(mean);
  return interval === "bootstrap"
    ? `${show(mean)} (${show(low)} to ${show(high)})`
    : `${show(mean)} ± ${half(high - mean)}`;
}

/** Four digits, for people. */
function plain(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}

function signed(value: number): string {
  return value > 0 ? `+${plain(value)}` : plain(value);
}
