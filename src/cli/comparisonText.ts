import type { Difference, IntervalMethod } from "../core/differenceOf.ts";
import type { Estimate } from "../core/statistics.ts";
import type { MetricComparison, RunsComparison } from "../experiments/compareRuns.ts";
import { isFraction } from "../experiments/comparisonFigures.ts";
import type { DifferingSetting } from "../experiments/runGroup.ts";
import { intervalWords } from "../figures/estimates.ts";
import { percent } from "../figures/text.ts";
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
export function lossText({ losses, noLosses }: RunsComparison, metrics: readonly string[]): string {
  if (noLosses !== null) return `There is no training loss to compare at: ${noLosses}.`;
  const levels = levelTexts(losses.map(({ loss }) => loss));
  const rows = losses.flatMap((level, at) =>
    level.metrics
      .filter(({ metric }) => metric === "epoch" || metrics.includes(metric))
      .map((metric, index) => [index === 0 ? levels[at]! : " ", ...rowOf(metric)]),
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
  if (difference?.kind === "paired") {
    lines.push(
      `B − A: seed by seed${unpairedNote(difference)}`,
      "d_z: the mean difference in standard deviations of the differences",
    );
  }
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
    effectSize === null ? null : withSign(effectSize.toFixed(2), "+"),
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
  if (!isFraction(metric)) return withInterval(estimate, decimal);
  return withInterval(estimate, () => (value) => percent(value, 1));
}

function differenceCell(difference: Difference, metric: string): string {
  if (!isFraction(metric)) return withInterval(difference, decimal, "+");
  const show = (value: number) => (100 * value).toFixed(1);
  return `${withInterval(difference, () => show, "+")} points`;
}

/** How numbers are written beside half the width of their interval, where that is known. */
type Style = (half: number | undefined) => (value: number) => string;

/** To the second digit of the interval; where there is none, four digits. */
const decimal: Style = (half) => {
  if (half === undefined || half === 0 || !Number.isFinite(half)) return plain;
  const digits = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(half))));
  return (value) => value.toFixed(digits);
};

/** The interval of the bootstrap has no half: its ends lie unevenly. */
function withInterval(
  { mean, low, high, interval }: Pick<Estimate, "mean" | "low" | "high" | "interval">,
  style: Style,
  sign: "+" | "" = "",
): string {
  const isKnown = low !== null && high !== null;
  const show = style(isKnown ? (high - low) / 2 : undefined);
  const signed = (value: number) => withSign(show(value), sign);
  if (!isKnown) return signed(mean);
  return interval === "bootstrap"
    ? `${signed(mean)} (${signed(low)} to ${signed(high)})`
    : `${signed(mean)} ± ${show(high - mean)}`;
}

/** A true minus sign, a plus sign where it is wanted, and none of what is rounded to 0 or no number. */
function withSign(text: string, plus: "+" | ""): string {
  if (!(Math.abs(Number.parseFloat(text)) > 0)) return text.replace("-", "");
  return text.startsWith("-") ? text.replace("-", "−") : `${plus}${text}`;
}

/** Four digits. */
function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** As many decimals as tell a level from the next. */
function levelTexts(levels: readonly number[]): readonly string[] {
  const gaps = levels.slice(1).map((level, index) => Math.abs(levels[index]! - level));
  const digits = Math.ceil(-Math.log10(Math.min(1, ...gaps))) + 1;
  return levels.map((level) => level.toFixed(Math.min(20, digits)));
}
