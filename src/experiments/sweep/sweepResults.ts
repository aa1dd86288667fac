import { basename } from "node:path";
import { csvOf, type DataRow } from "../../core/csv.ts";
import { estimators, type IntervalMethod } from "../../core/differenceOf.ts";
import type { Estimate } from "../../core/statistics.ts";
import { countStates, type StateCounts } from "../../runs/stateCounts.ts";
import type { CellState, CellStatus } from "./cellState.ts";
import type { Point } from "./factors.ts";
import type { SweepCell } from "./sweepCells.ts";

/** A cell and how far it is. */
export interface CellResult {
  readonly cell: SweepCell;
  readonly status: CellStatus;
}

/**
 * A point of the grid over its seeds. Only cells that are done count.
 *
 * Units: accuracy as a fraction in [0, 1]
 */
export interface PointResult {
  readonly point: Point;
  /** Null where no cell is done. */
  readonly testAccuracy: Estimate | null;
  readonly trainLoss: Estimate | null;
  /** How many cells are in each state. */
  readonly states: StateCounts<CellState>;
}

/** What came of every point, in the sweep's order. */
export function pointResults(
  results: readonly CellResult[],
  interval: IntervalMethod = "t",
): readonly PointResult[] {
  const points = new Map<Point, CellResult[]>();
  for (const result of results) {
    const { point } = result.cell;
    points.set(point, [...(points.get(point) ?? []), result]);
  }
  return [...points].map(([point, cells]) => ({
    point,
    testAccuracy: estimateIn(cells, "test/accuracy", interval),
    trainLoss: estimateIn(cells, "train/loss", interval),
    states: statesOf(cells),
  }));
}

/** A mean loss with its interval. */
export function lossText({ mean, low, high, interval }: Estimate): string {
  const text = (value: number) =>
    Math.abs(value) < 1e6 ? value.toFixed(4) : value.toExponential(2);
  if (low === null || high === null) return text(mean);
  return interval === "bootstrap"
    ? `${text(mean)} (${text(low)} to ${text(high)})`
    : `${text(mean)} ± ${text(high - mean)}`;
}

/** How many cells are in each state. */
export function statesOf(results: readonly CellResult[]): PointResult["states"] {
  return countStates(results.map(({ status }) => status));
}

function estimateIn(
  cells: readonly CellResult[],
  metric: string,
  interval: IntervalMethod,
): Estimate | null {
  const values = cells
    .filter(({ status }) => status.state === "done")
    .map(({ status }) => status.metrics?.[metric])
    .filter((value) => value !== undefined);
  return values.length === 0 ? null : estimators[interval](values);
}

/** A row for every cell: its point, seed, state, run, and the metrics of its last epoch. */
export function resultsCsv(results: readonly CellResult[]): string {
  const metrics = new Set(results.flatMap(({ status }) => Object.keys(status.metrics ?? {})));
  const factors = new Set(results.flatMap(({ cell }) => Object.keys(cell.point)));
  const rows = results.map(({ cell, status }): DataRow => {
    const { point, seed, path } = cell;
    return Object.fromEntries([
      ...[...factors].map((factor) => [factor, point[factor] ?? null]),
      ["seed", seed],
      ["state", status.state],
      ["run", basename(path)],
      ...[...metrics].map((metric) => [metric, status.metrics?.[metric] ?? null]),
    ]);
  });
  return csvOf(rows);
}
