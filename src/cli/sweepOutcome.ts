import type { Estimate } from "../core/statistics.ts";
import type { Sweep } from "../experiments/sweep/sweepFile.ts";
import {
  type CellResult,
  type PointResult,
  pointResults,
  statesOf,
} from "../experiments/sweep/sweepResults.ts";
import type { CheckedClaim } from "../studies/claim.ts";
import { estimateText, intervalText } from "../studies/claimText.ts";
import { claimsTable } from "./claimsOutcome.ts";
import type { Outcome } from "./command.ts";
import { textTable } from "./textTable.ts";

export interface SweepOutcomeOptions {
  readonly sweep: Sweep;
  readonly folder: string;
  readonly results: readonly CellResult[];
  readonly claims: readonly CheckedClaim[];
  /** Nothing where no cell is done. */
  readonly report: string | undefined;
}

/** What a sweep has to say: its points with their means and intervals, and what is left to do. */
export function sweepOutcome({
  sweep,
  folder,
  results,
  claims,
  report,
}: SweepOutcomeOptions): Outcome {
  const points = pointResults(results);
  const states = statesOf(results);
  const cells = results.map(({ cell: { point, seed, path }, status }) => ({
    point,
    seed,
    folder: path,
    state: status.state,
    error: status.error ?? null,
    metrics: status.metrics ?? null,
  }));
  const bad = (states.failed ?? 0) + (states.stale ?? 0) + (states.damaged ?? 0);
  return {
    json: { sweep: sweep.name, folder, report: report ?? null, states, points, claims, cells },
    text: [
      ...(sweep.question === "" ? [] : [sweep.question, ""]),
      pointsTable(points),
      "",
      `${statesText(states)}; ± is the ${intervalText}`,
      ...failures(results),
      ...(claims.length === 0 ? [] : ["", claimsTable(claims), ""]),
      `${report ? "Report" : "Results"}: ${report ?? folder}`,
    ].join("\n"),
    exitCode: bad > 0 ? 1 : 0,
  };
}

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

function lossText({ mean, high }: Estimate): string {
  return high === null ? mean.toFixed(4) : `${mean.toFixed(4)} ± ${(high - mean).toFixed(4)}`;
}

/** `12 done, 1 failed` */
export function statesText(states: PointResult["states"]): string {
  return Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
}

/** So many failures are told of; `--json` tells of all. */
const mostFailures = 5;

function failures(results: readonly CellResult[]): string[] {
  const failed = results.filter(
    ({ status: { state } }) => state === "failed" || state === "damaged",
  );
  const lines = failed.slice(0, mostFailures).map(({ cell, status }) => {
    return `  ${cell.path}: ${status.error ?? status.state}`;
  });
  const rest = failed.length - lines.length;
  return rest > 0 ? [...lines, `  and ${rest} more`] : lines;
}
