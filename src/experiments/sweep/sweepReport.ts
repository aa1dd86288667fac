import { join } from "node:path";
import type { IntervalMethod } from "../../core/differenceOf.ts";
import type { Figure } from "../../figures/figure.ts";
import { learningCurves } from "../../figures/learningCurves.ts";
import { type Report, renderReport } from "../../figures/report.ts";
import type { ReportTable } from "../../figures/reportTable.ts";
import { runFiles } from "../../runs/paths.ts";
import { statesText } from "../../runs/stateCounts.ts";
import { writeFile } from "../../storage/writeFile.ts";
import type { CheckedClaim } from "../../studies/claim.ts";
import { claimTextOf, estimateText, intervalMark } from "../../studies/claimText.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import { environmentIn, flattened, reportClaim } from "../../studies/writeReport.ts";
import { pointText } from "./factors.ts";
import type { Sweep } from "./sweepFile.ts";
import { type CellHistory, dataLines } from "./sweepHistory.ts";
import {
  type CellResult,
  lossText,
  type PointResult,
  pointResults,
  statesOf,
} from "./sweepResults.ts";

export interface SweepReportOptions {
  readonly folder: string;
  readonly results: readonly CellResult[];
  /** Of the cells that are done, at least one. */
  readonly histories: readonly CellHistory[];
  readonly claims: readonly CheckedClaim[];
  readonly interval: IntervalMethod;
}

/**
 * Writes a sweep's report and figures into its folder, and tells where the report is.
 *
 * @throws {StorageError | DataError} when what the cells hold cannot be read, or the report cannot be written
 */
export async function writeSweepReport(sweep: Sweep, options: SweepReportOptions): Promise<string> {
  const { folder, results, histories, claims, interval } = options;
  const points = pointResults(results, interval);
  const shown = bestFirst(points).slice(0, mostCurves);
  const figures = await curvesOf(shown, { histories, interval });
  const environment = await environmentIn(histories[0]!.cell.path);
  const report: Report = {
    kind: "sweep",
    title: sweep.name,
    question: sweep.question || `What do ${factorNames(points).join(" and ") || "seeds"} change?`,
    source: sweep.source || sweep.path,
    data: (await dataLines(histories)).join(" "),
    summary: summaryOf(points, { results, interval }),
    claims: claims.map((claim) => reportClaim(claimTextOf(claim))),
    sections: [
      {
        id: "points",
        title: "All points",
        paragraphs: [],
        tables: [tableOf(points, interval)],
        figures: [],
      },
      {
        id: "training",
        title: "Training",
        paragraphs: curveNotes(shown, points),
        tables: [],
        figures,
      },
    ],
    notes: [],
    configuration: flattened({ ...sweep.base, seeds: sweep.seeds }),
    provenance: environment,
  };
  await writeFigures(folder, figures);
  const path = join(folder, runFiles.report);
  await writeFile(path, renderReport(report));
  return path;
}

/** As many curves as there are colours that can be told apart. */
const mostCurves = 7;

function factorNames(points: readonly PointResult[]): readonly string[] {
  return [...new Set(points.flatMap(({ point }) => Object.keys(point)))];
}

/** Points of which a cell is done. */
function bestFirst(points: readonly PointResult[]): PointResult[] {
  const known = points.filter(({ testAccuracy }) => testAccuracy !== null);
  return known.toSorted((a, b) => b.testAccuracy!.mean - a.testAccuracy!.mean);
}

function summaryOf(
  points: readonly PointResult[],
  { results, interval }: Pick<SweepReportOptions, "results" | "interval">,
): string[] {
  const ranked = bestFirst(points);
  const [best, worst] = [ranked[0]!, ranked.at(-1)!];
  const done = statesOf(results).done ?? 0;
  const all = `${done} of ${results.length} trainings are done; ${intervalMark(interval)}.`;
  if (best === worst) return [`Test accuracy: ${accuracyText(best)}.`, all];
  return [
    `Best is ${pointText(best.point)} with a test accuracy of ${accuracyText(best)}; last is ${pointText(worst.point)} with ${accuracyText(worst)}.`,
    all,
  ];
}

function accuracyText({ testAccuracy }: PointResult): string {
  return `${estimateText(testAccuracy!)} (n = ${testAccuracy!.n})`;
}

function tableOf(points: readonly PointResult[], interval: IntervalMethod): ReportTable {
  const factors = factorNames(points);
  return {
    caption: `Every point over its seeds (${intervalMark(interval)})`,
    columns: [...factors, "n", "test accuracy", "train loss", "states"],
    rows: points.map(({ point, testAccuracy, trainLoss, states }) => [
      ...factors.map((factor) => point[factor] ?? null),
      testAccuracy?.n ?? 0,
      testAccuracy && estimateText(testAccuracy),
      trainLoss && lossText(trainLoss),
      statesText(states),
    ]),
    align: [...factors.map(() => "left" as const), "right", "right", "right", "left"],
  };
}

async function curvesOf(
  points: readonly PointResult[],
  { histories, interval }: Pick<SweepReportOptions, "histories" | "interval">,
): Promise<Figure[]> {
  const curves = [
    { id: "test-accuracy", metric: "test/accuracy", name: "test accuracy", format: "percent" },
    { id: "train-loss", metric: "train/loss", name: "training loss", format: "number" },
  ] as const;
  const colourOrder = points.map(seriesOf);
  const figures: Figure[] = [];
  for (const { id, metric, name, format } of curves) {
    const values = histories.flatMap(({ cell, history }) => {
      const series = seriesOf(cell);
      return history.flatMap((line) => {
        const value = line[metric];
        const isShown = points.some(({ point }) => point === cell.point);
        return value === undefined || !isShown
          ? []
          : [{ series, seed: cell.seed, epoch: line.epoch, value }];
      });
    });
    if (values.length === 0) continue;
    figures.push(await learningCurves(values, { id, metric: name, format, interval, colourOrder }));
  }
  return figures;
}

/** With more factors than this, names beside curves would leave the curves no room. */
const mostNamed = 2;

/** What a point is called beside its curve. */
function seriesOf({ point }: Pick<PointResult, "point">): string {
  const values = Object.values(point);
  if (values.length === 0) return "all";
  return values.length > mostNamed ? values.join(", ") : pointText(point);
}

function curveNotes(shown: readonly PointResult[], points: readonly PointResult[]): string[] {
  const factors = factorNames(points);
  return [
    ...(shown.length < bestFirst(points).length
      ? [`The ${shown.length} points with the best tests.`]
      : []),
    ...(factors.length > mostNamed ? [`Curves are named by ${factors.join(", ")}.`] : []),
  ];
}
