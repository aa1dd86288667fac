import type { DataRow } from "../core/csv.ts";
import { type Estimate, estimateOf } from "../core/statistics.ts";
import { notANumber } from "./text.ts";

/** The columns in which an estimate stands in a figure's data. `values` are those of the single seeds. */
export function estimateColumns(estimate: Estimate): DataRow {
  const { mean, low, high, n, values } = estimate;
  return { mean: numberCell(mean), low, high, n, values: values.map(numberCell).join(" ") };
}

/** JSON has no NaN and no infinity: they are written as words, not dropped. */
export function numberCell(value: number): number | string {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? notANumber : String(value);
}

/** How an interval was found, as captions say it. */
export const intervalWords = {
  t: "Student t",
  bootstrap: "bootstrap",
  logarithmic: "Student t, of logarithms",
} as const satisfies Record<"t" | NonNullable<Estimate["interval"]>, string>;

/** How many seeds stand behind the means: `Mean of 5 seeds`. */
export function seedsNote(estimates: readonly Estimate[]): string {
  const counts = estimates.map(({ n }) => n);
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  if (most <= 1) return "One seed";
  return `Mean of ${least === most ? most : `${least} to ${most}`} seeds`;
}

/** The same for charts that draw the interval, with the word for what shows it: `band`, `bar`. */
export function intervalNote(estimates: readonly Estimate[], mark: string): string {
  const isKnown = estimates.some(({ low }) => low !== null);
  return `${seedsNote(estimates)}; ${isKnown ? `${mark}: 95% confidence interval` : "no confidence interval"}`;
}

/** The mean over several estimates of the same seeds, seed by seed. */
export function averageOf(estimates: readonly Estimate[]): Estimate {
  const seeds = estimates[0]?.n ?? 0;
  const means = Array.from({ length: seeds }, (_, seed) => {
    const values = estimates.map(({ values }) => values[seed] ?? Number.NaN);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return estimateOf(means);
}
