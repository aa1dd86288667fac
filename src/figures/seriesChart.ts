import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import { alarmLegend, alarmTicks } from "./alarms.ts";
import type { Canvas } from "./canvas.ts";
import { downsample } from "./downsample.ts";
import { type Drawing, drawingOf, type RenderedPlot, renderPlot, stack } from "./drawing.ts";
import { type EndLabel, endLabels, endLabelsWidth } from "./endLabels.ts";
import { innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { percent, points as percentPoints, wholeNumber } from "./text.ts";
import { colours, type SeriesStyle, seriesStyles } from "./theme.ts";
import { symlog, ticksApart } from "./ticksApart.ts";

/** One point of a line: the estimate of one series at x. */
export interface SeriesPoint {
  readonly series: string;
  readonly x: number;
  /** An estimate from no value at all is a gap in the line; one that is not finite is marked, too. */
  readonly y: Estimate;
}

/** A single value beside a line, such as what a paper prints of the same series. */
export interface SeriesMark {
  readonly series: string;
  readonly x: number;
  readonly y: number;
  /** Its name, at the right of the chart. */
  readonly label: string;
}

export interface SeriesChartOptions {
  readonly xLabel: string;
  /** Wide at the small numbers, where the distances between the numbers grow with them; 0 has its place. */
  readonly xScale?: "linear" | "logarithmic";
  /** A place before all values of x, for what has none. */
  readonly xBefore?: { readonly x: number; readonly name: string } | undefined;
  readonly yLabel: string;
  /** Ends of the y axis, where values beyond are drawn; by default round numbers around the data. */
  readonly yDomain?: readonly [number, number];
  /** A difference of fractions is in points. */
  readonly yFormat: "percent" | "points" | "number";
  /** A level to compare with, such as chance. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** Drawn as hollow diamonds in the colours of their series. */
  readonly marks?: readonly SeriesMark[];
  /** Names of what lies behind the lines, such as bands, at their right ends; without x at that of the frame. */
  readonly bands?: readonly Level[];
  /** Marks behind the means, such as the traces of single seeds. */
  readonly behind?: (styles: ReadonlyMap<string, SeriesStyle>) => readonly Markish[];
  /** Words for the points that are not finite; by default the series and x of each. */
  readonly broken?: readonly string[];
  readonly colourOrder?: readonly string[] | undefined;
  /** In pixels. */
  readonly height?: number;
  /** What charts have in common that stand above each other: all values of x, and all names of lines. */
  readonly common?: { readonly xs: readonly number[]; readonly names: readonly string[] };
}

const usualHeight = 360;
/** Beyond so many points on a line, symbols would hide it. */
const mostSymbols = 25;
/** Up to so many values of x each get their own tick. */
const mostTicks = 12;

const roundNumbers = [0, 1, 2, 3, 4, 5].flatMap((power) => [1, 2, 5].map((x) => x * 10 ** power));

/** Plot hands over all ticks, which tell how many digits keep them apart. */
type TickFormat = (value: number, index: number, ticks?: readonly number[]) => string;

const tickFormats: { readonly [Format in SeriesChartOptions["yFormat"]]: TickFormat | undefined } =
  {
    percent: (share, _, ticks) => percent(share, digitsBetween(ticks)),
    points: (share, _, ticks) => percentPoints(share, digitsBetween(ticks)),
    number: undefined,
  };

interface Level {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
}

interface Line {
  readonly name: string;
  readonly points: readonly SeriesPoint[];
  readonly style: SeriesStyle;
}

/** Lines with confidence bands over a common x axis, each named at its right end. */
export function seriesChart(
  canvas: Canvas,
  points: readonly SeriesPoint[],
  options: SeriesChartOptions,
): Drawing {
  const { height = usualHeight, common, marks = [] } = options;
  const groups = groupBy(points, ({ series }) => series);
  const styles = seriesStyles(
    [...groups.keys(), ...marks.map(({ series }) => series)],
    options.colourOrder,
  );
  const lines = [...groups].map(([name, own]) => ({
    name,
    points: shortened(own.sort((a, b) => a.x - b.x)),
    style: styles.get(name)!,
  }));
  const xs = [
    ...new Set([...(common?.xs ?? points.map(({ x }) => x)), ...marks.map(({ x }) => x)]),
  ].sort((a, b) => a - b);
  const names = [
    ...[...groups.keys()].filter((name) => name !== options.yLabel),
    options.reference?.label ?? "",
    ...(options.bands ?? []).map(({ text }) => text),
    ...marks.map(({ label }) => label),
    ...(common?.names ?? []),
  ];
  const right = innerWidth - endLabelsWidth(names);
  const plot = renderPlot(canvas, {
    width: innerWidth,
    height,
    marginLeft: 58,
    marginRight: innerWidth - right,
    marginTop: 10,
    marginBottom: 44,
    x: {
      label: null,
      domain: [options.xBefore?.x ?? xs[0]!, xs.at(-1)!],
      inset: 6,
      ...xScaleOf(options),
    },
    y: { label: null, ...yScaleOf(options) },
    marks: [
      canvas.Plot.gridY({ ticks: 6, stroke: colours.faint, strokeOpacity: 1 }),
      ...axes(canvas, xs, options),
      ...(options.behind?.(styles) ?? []),
      ...referenceLine(canvas, options),
      ...lines.flatMap((line) => lineMarks(canvas, line, options)),
      ...marks.map((mark) => hollowMark(canvas, mark, styles.get(mark.series)!)),
      alarmTicks(canvas, points.filter(isBroken), { x: ({ x }) => x }),
    ],
  });
  const drawing = drawingOf(canvas, plot);
  const labels = endLabels(
    canvas,
    [...labelsOf(plot, lines, options), ...markLabels(plot, marks, styles)],
    { width: innerWidth, height, right },
  );
  const chart = { ...drawing, body: drawing.body + labels.body };
  const broken =
    options.broken ?? points.filter(isBroken).map(({ series, x }) => `${series} at ${x}`);
  return stack([...alarmLegend(canvas, broken), chart], 8);
}

/** Digits of a percentage that tell neighbouring ticks apart. */
function digitsBetween([first = 0, second = 1]: readonly number[] = []): number {
  const step = 100 * Math.abs(second - first);
  return step > 0 ? Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)) : 0;
}

/** As many points as there are pixels for. */
function shortened(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const end = (value: number | null) => value ?? Number.NaN;
  const ys = [
    ({ y }: SeriesPoint) => y.mean,
    ({ y }: SeriesPoint) => end(y.low),
    ({ y }: SeriesPoint) => end(y.high),
  ];
  return downsample(points, { x: ({ x }) => x, ys, buckets: innerWidth });
}

function isBroken({ y }: SeriesPoint): boolean {
  return y.n > 0 && !Number.isFinite(y.mean);
}

function xScaleOf({ xScale }: SeriesChartOptions) {
  return xScale === "logarithmic" ? { type: "symlog" as const, constant: 1 } : {};
}

/** On a given axis, what lies beyond its ends, as wide bands do, is drawn at the end: never over other things. */
function yScaleOf({ yDomain }: SeriesChartOptions) {
  return yDomain ? { domain: [...yDomain], clamp: true } : { nice: true };
}

function axes(
  { Plot }: Canvas,
  xs: readonly number[],
  { xLabel, xScale, xBefore, yLabel, yFormat }: SeriesChartOptions,
): Markish[] {
  const place = xScale === "logarithmic" ? symlog : Number;
  const label = { fill: colours.soft };
  const tickFormat = tickFormats[yFormat];
  return [
    Plot.axisX({
      ticks:
        xScale === "logarithmic" || xs.length <= mostTicks
          ? ticksApart(tickable(xs), place, 2 * mostTicks)
          : 10,
      tickFormat: wholeNumber,
      tickSize: 4,
    }),
    Plot.axisX(xBefore ? [xBefore.x] : [], { tickFormat: () => "", tickSize: 4 }),
    // A little to the left of its tick, lest it touch the first number.
    Plot.text(xBefore ? [xBefore] : [], {
      x: "x",
      text: "name",
      frameAnchor: "bottom",
      lineAnchor: "top",
      dx: -10,
      dy: 8,
    }),
    Plot.axisY({ ticks: 6, tickSize: 0, ...(tickFormat ? { tickFormat } : {}) }),
    Plot.text([xLabel], { ...label, frameAnchor: "bottom", dy: 40 }),
    Plot.text([yLabel], {
      ...label,
      frameAnchor: "left",
      textAnchor: "middle",
      dx: -50,
      rotate: -90,
    }),
  ];
}

/** Of many numbers the round ones and the last, where no round one between the ends is missing; else all. */
function tickable(xs: readonly number[]): readonly number[] {
  const [first, last] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const round = roundNumbers.filter((x) => x >= first && x <= last);
  const hasRound = round.length > 2 && round.every((x) => xs.includes(x));
  if (xs.length <= mostTicks || !hasRound) return xs;
  return xs.filter((x) => x === 0 || x === last || round.includes(x));
}

function referenceLine({ Plot }: Canvas, { reference }: SeriesChartOptions): Markish[] {
  if (!reference) return [];
  return [Plot.ruleY([reference.value], { stroke: colours.soft, strokeDasharray: "2 4" })];
}

function hollowMark({ Plot }: Canvas, mark: SeriesMark, { colour }: SeriesStyle): Markish {
  const look = { symbol: "diamond", r: 7, stroke: colour, strokeWidth: 2 } as const;
  return Plot.dot([mark], { x: "x", y: "y", ...look });
}

function lineMarks(
  { Plot }: Canvas,
  { points, style }: Line,
  { yFormat }: SeriesChartOptions,
): Markish[] {
  const { colour, symbol, dash } = style;
  const mean = ({ y }: SeriesPoint) => y.mean;
  // A share does not lie beyond 0 and 1, though the interval of a mean may; a difference of shares does.
  const isShare = yFormat === "percent" && !points.some(({ y }) => y.mean < 0);
  const [least, most] = isShare ? [0, 1] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const dots = points.length <= mostSymbols ? points : [];
  const low = ({ y }: SeriesPoint) => Math.max(least, y.low ?? Number.NaN);
  const high = ({ y }: SeriesPoint) => Math.min(most, y.high ?? Number.NaN);
  return [
    Plot.areaY(points, {
      x: "x",
      y1: low,
      y2: high,
      fill: colour,
      fillOpacity: 0.18,
    }),
    Plot.ruleX(
      alone(points, (point) => Number.isFinite(low(point))),
      { x: "x", y1: low, y2: high, stroke: colour, strokeWidth: 2, strokeOpacity: 0.5 },
    ),
    Plot.lineY(points, { x: "x", y: mean, stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
    Plot.dot(dots, { x: "x", y: mean, symbol, r: 3.5, fill: colour }),
  ];
}

/** Points with an interval beside no other that has one: between them no band can be drawn. */
function alone(
  points: readonly SeriesPoint[],
  hasBand: (point: SeriesPoint) => boolean,
): SeriesPoint[] {
  const known = points.map(hasBand);
  return points.filter((_, at) => known[at] && !known[at - 1] && !known[at + 1]);
}

/** Each line is named where its last mean is, unless the axis says its name. */
function labelsOf(
  plot: RenderedPlot,
  lines: readonly Line[],
  { yLabel, reference, bands = [] }: SeriesChartOptions,
): EndLabel[] {
  const [x, y] = [plot.scale("x")!, plot.scale("y")!];
  const names = lines.flatMap(({ name, points, style }): EndLabel[] => {
    const last = points.findLast(({ y }) => Number.isFinite(y.mean));
    if (!last || name === yLabel) return [];
    return [{ text: name, x: x.apply(last.x), y: y.apply(last.y.mean), style }];
  });
  const right = Math.max(...x.range!);
  const levels = reference ? [{ text: reference.label, y: reference.value }, ...bands] : bands;
  const others = levels.map(({ text, y: level, ...place }: Level) => ({
    text,
    x: place.x === undefined ? right : x.apply(place.x),
    y: y.apply(level),
  }));
  return [...names, ...others];
}

/** Each single value is named like the lines, at its own height. */
function markLabels(
  plot: RenderedPlot,
  marks: readonly SeriesMark[],
  styles: ReadonlyMap<string, SeriesStyle>,
): EndLabel[] {
  const [xScale, yScale] = [plot.scale("x")!, plot.scale("y")!];
  return marks.map(({ series, x, y, label }) => ({
    text: label,
    x: xScale.apply(x),
    y: yScale.apply(y),
    style: { ...styles.get(series)!, symbol: "diamond" },
    isHollow: true,
  }));
}
