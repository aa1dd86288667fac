import type { DataRow } from "../core/csv.ts";
import type { Estimate } from "../core/statistics.ts";
import { numberCell } from "../figures/estimates.ts";
import type { MetricComparison, RunsComparison } from "./compareRuns.ts";

/**
 * A comparison as one table, for programs: a row for each metric at each epoch, then at each training loss. Numbers that
 * JSON does not know are words.
 *
 * @source own design
 */
export function comparisonRows({ epochs, losses }: RunsComparison): readonly DataRow[] {
  return [
    ...epochs.flatMap(({ epoch, metrics }) =>
      metrics.map((metric) => ({ at: "epoch", level: epoch, ...cellsOf(metric) })),
    ),
    ...losses.flatMap(({ loss, metrics }) =>
      metrics.map((metric) => ({ at: "train/loss", level: loss, ...cellsOf(metric) })),
    ),
  ];
}

function cellsOf({ metric, a, b, difference }: MetricComparison): DataRow {
  const isPaired = difference.kind === "paired";
  return {
    metric,
    ...groupCells("a", a),
    ...groupCells("b", b),
    difference: numberCell(difference.mean),
    low: difference.low,
    high: difference.high,
    kind: difference.kind,
    pairs: isPaired ? difference.n : null,
    effectSize: isPaired ? difference.effectSize : null,
    interval: difference.interval ?? (isPaired ? "t" : "welch"),
  };
}

function groupCells(group: string, { mean, low, high, n }: Estimate): DataRow {
  return {
    [`${group}Mean`]: numberCell(mean),
    [`${group}Low`]: low,
    [`${group}High`]: high,
    [`${group}Count`]: n,
  };
}
