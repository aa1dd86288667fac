import type { IntervalMethod } from "../core/differenceOf.ts";
import type { CellState } from "../experiments/sweep/cellState.ts";
import type { Sweep } from "../experiments/sweep/sweepFile.ts";
import {
  type CellResult,
  lossText,
  type PointResult,
  pointResults,
  statesOf,
} from "../experiments/sweep/sweepResults.ts";
import { statesText } from "../runs/stateCounts.ts";
import type { CheckedClaim } from "../studies/claim.ts";
import { estimateText, intervalMark } from "../studies/claimText.ts";
import { claimsTable } from "./claimsOutcome.ts";
import type { Outcome } from "./command.ts";
import { textTable } from "./textTable.ts";

export interface SweepOutcomeOptions {
  readonly sweep: Sweep;
  readonly folder: string;
  readonly results: readonly CellResult[];
  readonly claims: readonly CheckedClaim[];
  readonly interval: IntervalMethod;
  /** Nothing where no cell is done. */
  readonly report: string | undefined;
}

/** What a sweep has to say: its points with their means and intervals, and what is left to do. */
export function sweepOutcome({
  sweep,
  folder,
  results,
  claims,
  interval,
  report,
}: SweepOutcomeOptions): Outcome {
  const points = pointResults(results, interval);
  const states = statesOf(results);
  const cells = results.map(({ cell: { point, seed, path }, status }) => ({
    point,
    seed,
    folder: path,
    state: status.state,
    error: status.error ?? null,
    metrics: status.metrics ?? null,
  }));
  return {
    json: { sweep: sweep.name, folder, report: report ?? null, states, points, claims, cells },
    text: [
      ...(sweep.question === "" ? [] : [sweep.question, ""]),
      pointsTable(points),
      "",
      `${statesText(states)}; ${intervalMark(interval)}`,
      ...failures(results),
      ...(claims.length === 0 ? [] : ["", claimsTable(claims), ""]),
      `${report ? "Report" : "Results"}: ${report ?? folder}`,
    ].join("\n"),
    exitCode: results.some(({ status }) => bad.includes(status.state)) ? 1 : 0,
  };
}

/** States in which a cell should not be left. */
const bad: readonly CellState[] = ["failed", "stale", "damaged"];

/** A row a point. */
function pointsTable(points: readonly PointResult[]): string {
  const factors = [...new Set(points.flatMap(({ point }) => Object.keys(point)))];
  const columns = [...factors, "n", "test accuracy", "train loss", "states"];
  const rows = points.map(({ point, testAccuracy, trainLoss, states }) => [
    ...factors.map((factor) => point[factor] ?? null),
    testAccuracy?.n ?? 0,
    testAccuracy ? estimateText(testAccuracy) : null,
    trainLoss ? lossText(trainLoss) : null,
    statesText(states),
  ]);
  return textTable({ columns, rows });
}

/** So many failures are told of; `--json` tells of all. */
const mostFailures = 5;

function failures(results: readonly CellResult[]): string[] {
  const failed = results.filter(({ status }) => bad.includes(status.state));
  const lines = failed.slice(0, mostFailures).map(({ cell, status }) => {
    return `  ${cell.path}: ${status.error ?? status.state}`;
  });
  const rest = failed.length - lines.length;
  return rest > 0 ? [...lines, `  and ${rest} more`] : lines;
}
