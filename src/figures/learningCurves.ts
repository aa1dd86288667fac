import type { DataRow } from "../core/csv.ts";
import { estimators, type IntervalMethod } from "../core/differenceOf.ts";
import { alarmSentence } from "./alarms.ts";
import { loadCanvas } from "./canvas.ts";
import { epochLabel } from "./epochLabel.ts";
import { epochsText } from "./epochsText.ts";
import { intervalNote, intervalWords, numberCell } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, type SeriesFigureOptions } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { type EpochValue, seedTraces } from "./seedTraces.ts";
import { type SeriesMark, type SeriesPoint, seriesChart } from "./seriesChart.ts";

export interface LearningCurvesOptions extends SeriesFigureOptions {
  /** What is measured, as it stands beside the axis. */
  readonly metric?: string;
  /** What the epochs are counted of, where they are not those of one training. */
  readonly xLabel?: string;
  /** Logarithmic where some trainings are many times as long as others; 0 has its place. */
  readonly xScale?: "linear" | "logarithmic";
  /** Single values to compare the curves with, such as a paper's at its last epoch. */
  readonly marks?: readonly SeriesMark[];
  readonly format?: "percent" | "number";
  /** How the interval over seeds is found. */
  readonly interval?: IntervalMethod | undefined;
  /** Ends of the y axis, where values beyond are drawn; by default round numbers around the data. */
  readonly range?: readonly [number, number];
}

/**
 * A metric against the epoch: mean and interval over seeds, and each seed as a thin line. A value that is not finite
 * is a red tick on the axis, and interrupts the line of its seed and that of the mean.
 */
export async function learningCurves(
  values: readonly EpochValue[],
  options: LearningCurvesOptions = {},
): Promise<Figure> {
  const {
    metric = "test accuracy",
    xScale = "linear",
    xLabel = epochLabel(
      values.some(({ epoch }) => epoch === 0),
      xScale,
    ),
    marks = [],
    format = "percent",
    interval = "t",
    range,
    colourOrder,
    ...text
  } = options;
  const canvas = await loadCanvas();
  const broken = brokenSeeds(values);
  const means = meansOf(values, interval);
  const drawing = seriesChart(canvas, means, {
    xLabel,
    xScale,
    marks,
    yLabel: metric,
    yFormat: format,
    colourOrder,
    // Where no value is finite there is nothing to fit an axis to.
    ...(range || !values.some(({ value }) => Number.isFinite(value))
      ? { yDomain: range ?? [0, 1] }
      : {}),
    behind: (styles) => seedTraces(canvas, values, styles),
    broken,
  });
  const defaults: FigureText = {
    id: "learning-curves",
    title: `${metric[0]!.toUpperCase()}${metric.slice(1)} over training`,
    caption: `The ${metric} at the end of each epoch: mean over seeds, with a band for the 95% confidence interval of the mean (${intervalWords[interval]}), and single seeds as thin lines.${marks.length > 0 ? marksSentence : ""}${broken.length > 0 ? alarmSentence : ""}`,
    subtitle: intervalNote(
      means.map(({ y }) => y),
      "band",
    ),
  };
  return figureOf({ ...defaults, ...text }, drawing, dataOf(values, marks));
}

const marksSentence = " Hollow diamonds are single values to compare with, named at the right.";

/** Where there are marks, a column of their names, which is empty beside a curve's values. */
function dataOf(values: readonly EpochValue[], marks: readonly SeriesMark[]): DataRow[] {
  const curves = values.map(({ value, ...key }) => ({ ...key, value: numberCell(value) }));
  if (marks.length === 0) return curves;
  return [
    ...curves.map((row) => ({ ...row, mark: null })),
    ...marks.map(({ series, x, y, label }) => ({
      series,
      seed: null,
      epoch: x,
      value: y,
      mark: label,
    })),
  ];
}

function meansOf(values: readonly EpochValue[], interval: IntervalMethod): SeriesPoint[] {
  const groups = groupBy(values, ({ series, epoch }) => JSON.stringify([series, epoch]));
  return [...groups.values()].map((group) => ({
    series: group[0]!.series,
    x: group[0]!.epoch,
    y: estimators[interval](group.map(({ value }) => value)),
  }));
}

/** Which seeds have values that are not finite, and when. */
function brokenSeeds(values: readonly EpochValue[]): string[] {
  const broken = values.filter(({ value }) => !Number.isFinite(value));
  const seeds = groupBy(broken, ({ series, seed }) => `${series}, seed ${seed}`);
  return [...seeds].map(([name, own]) => `${name}, ${epochsText(own.map(({ epoch }) => epoch))}`);
}
