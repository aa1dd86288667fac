import type { DataRow } from "../core/csv.ts";
import type { Difference } from "../core/differenceOf.ts";
import type { Estimate } from "../core/statistics.ts";
import { alarmSentence } from "./alarms.ts";
import { loadCanvas } from "./canvas.ts";
import { epochsText } from "./epochsText.ts";
import { numberCell } from "./estimates.ts";
import { type Figure, type FigureText, figureOf } from "./figure.ts";
import { type EpochValue, seedTraces } from "./seedTraces.ts";
import { type SeriesPoint, seriesChart } from "./seriesChart.ts";

/** By how much one group exceeds another at one epoch. */
export interface EpochDifference {
  readonly epoch: number;
  readonly difference: Difference;
}

export interface GroupDifferenceOptions extends Partial<FigureText> {
  /** What is subtracted, such as `B − A`. */
  readonly series: string;
  /** What the groups are, in sentences, to stand in the second line before how many seeds they have. */
  readonly groups?: string;
  /** What is measured, as it stands beside the axis. */
  readonly metric?: string;
  /** Of fractions: in percentage points. */
  readonly format?: "points" | "number";
}

/**
 * The difference between two groups against the epoch, with its interval; where seeds are paired, each pair as a thin line.
 * The dotted line is no difference; a value that is not finite is a red tick on the axis.
 *
 * @throws {RangeError} when there is no epoch
 */
export async function groupDifference(
  differences: readonly EpochDifference[],
  { series, groups, metric = "test accuracy", format = "points", ...text }: GroupDifferenceOptions,
): Promise<Figure> {
  const last = differences.at(-1);
  if (!last) {
    throw new RangeError(
      'Cannot draw the figure "group-difference": 0 rows of data, needs at least 1',
    );
  }
  const canvas = await loadCanvas();
  const points = differences.map(
    ({ epoch, difference }): SeriesPoint => ({ series, x: epoch, y: estimateIn(difference) }),
  );
  const pairs = differences.flatMap((own) => pairsOf(own, series));
  const hasNumbers = points.some(({ y }) => Number.isFinite(y.mean));
  const drawing = seriesChart(canvas, points, {
    xLabel: "epoch (0: initialisation)",
    yLabel: `difference in ${metric}${format === "points" ? " (percentage points)" : ""}`,
    yFormat: format,
    reference: { value: 0, label: "no difference" },
    // Where no value is finite there is nothing to fit an axis to.
    ...(hasNumbers ? {} : { yDomain: [-1, 1] }),
    behind: (styles) => seedTraces(canvas, pairs, styles),
    broken: brokenEpochs(points),
  });
  const defaults: FigureText = {
    id: "group-difference",
    title: `Difference in ${metric} over training`,
    caption: `${captionOf(metric, last.difference)}${brokenEpochs(points).length > 0 ? alarmSentence : ""}`,
    subtitle: [...(groups ? [groups] : []), seedsNote(last.difference, points)].join(" "),
  };
  return figureOf({ ...defaults, ...text }, drawing, differences.map(rowOf));
}

/** Of an unpaired difference no single values are known. */
function estimateIn(difference: Difference): Estimate {
  if (difference.kind === "paired") return difference;
  const { mean, low, high, counts } = difference;
  return { mean, low, high, n: Math.min(...counts), values: [] };
}

function pairsOf({ epoch, difference }: EpochDifference, series: string): EpochValue[] {
  if (difference.kind === "unpaired") return [];
  const { seeds, values } = difference;
  return seeds.map((seed, index) => ({ series, seed, epoch, value: values[index]! }));
}

function brokenEpochs(points: readonly SeriesPoint[]): string[] {
  const broken = points.filter(({ y }) => !Number.isFinite(y.mean)).map(({ x }) => x);
  return broken.length === 0 ? [] : [epochsText(broken)];
}

function captionOf(metric: string, { kind, interval }: Difference): string {
  const what = `By how much the ${metric} of the second group exceeds that of the first at the end of each epoch`;
  const isPaired = kind === "paired";
  const how = isPaired ? "mean over the seeds that both have" : "difference of the means";
  const method = interval ?? (isPaired ? "Student t" : "Welch");
  const band = `a band for the 95% confidence interval (${method})`;
  const traces = isPaired ? ", and single seeds as thin lines" : "";
  return `${what}: ${how}, with ${band}${traces}.`;
}

function seedsNote(difference: Difference, points: readonly SeriesPoint[]): string {
  const isKnown = points.some(({ y }) => y.low !== null);
  return `${groupsNote(difference)}; ${isKnown ? "band: 95% confidence interval" : "no confidence interval"}`;
}

function groupsNote(difference: Difference): string {
  if (difference.kind === "unpaired") {
    return `Difference of the means of ${difference.counts.join(" and ")} seeds`;
  }
  const { n } = difference;
  return n === 1 ? "One pair of seeds" : `Mean of ${n} pairs of seeds`;
}

function rowOf({ epoch, difference }: EpochDifference): DataRow {
  const { seeds, values } = difference.kind === "paired" ? difference : { seeds: [], values: [] };
  return {
    epoch,
    kind: difference.kind,
    difference: numberCell(difference.mean),
    low: difference.low,
    high: difference.high,
    seeds: seeds.join(" "),
    values: values.map(numberCell).join(" "),
  };
}
