import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { comparisonLegend } from "./comparisonLegend.ts";
import { type Drawing, plotDrawing, stack } from "./drawing.ts";
import { estimateMarks } from "./estimateMarks.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { spread } from "./spread.ts";
import { notANumber, percent, points } from "./text.ts";
import { colours, type SeriesStyle, seriesStyle } from "./theme.ts";

/** One number of the paper's table beside our own. Accuracies are fractions. */
export interface ComparisonRow<Condition extends string = string> {
  readonly network: string;
  /** In what case both were measured, such as `shifted`. */
  readonly condition: Condition;
  /** What the paper printed; null where it has no such number. */
  readonly paper: number | null;
  readonly measured: Estimate;
  /** How far from the paper a value may lie and still agree. */
  readonly tolerance: number | null;
}

export interface PaperComparisonOptions<Condition extends string = string>
  extends Partial<FigureText> {
  /** What the legend calls our values in each condition, in the order in which looks are dealt. */
  readonly conditions: Readonly<Record<Condition, string>>;
}

/** A condition as it is drawn. */
interface Look {
  readonly condition: string;
  readonly label: string;
  readonly style: SeriesStyle;
}

const rowHeight = 70;
const nameSize = 14;
/** Longer names go on in a second line. */
const nameWidth = 150;
const marginLeft = nameWidth + 14;
const marginRight = 24;
/** One pixel as a share of the axis from 0 to 1. */
const pixel = 1 / (innerWidth - marginLeft - marginRight);

/**
 * Accuracies beside those of a paper, one line a network: the paper's value as a diamond, ours with its interval. Of two
 * conditions, an arrow leads from the first to the second where much is lost.
 */
export async function paperComparison<Condition extends string>(
  rows: readonly ComparisonRow<Condition>[],
  { conditions, ...text }: PaperComparisonOptions<Condition>,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const looks = Object.entries<string>(conditions).map(
    ([condition, label], index): Look => ({ condition, label, style: seriesStyle(index) }),
  );
  const legend = comparisonLegend(canvas, {
    conditions: looks,
    hasPaper: rows.some(({ paper }) => paper !== null),
    hasTolerance: rows.some(({ paper, tolerance }) => paper !== null && tolerance !== null),
    hasSeeds: rows.some(({ measured }) => measured.n > 1),
  });
  const drawing = stack([legend, chart(canvas, rows, looks)], 6);
  const defaults: FigureText = {
    id: "paper-comparison",
    title: "Accuracy beside the paper",
    caption:
      "Percentage of right answers on the test images. A dot is our mean, with a bar for its 95% confidence interval and the values of single seeds as ticks below it; a hollow diamond is the paper's value, on a band as wide as the tolerance.",
    subtitle: `Accuracy on test images. ${intervalNote(
      rows.map(({ measured }) => measured),
      "bar",
    )}`,
  };
  const data = rows.map(({ network, condition, paper, tolerance, measured }) => ({
    network,
    condition,
    paper,
    tolerance,
    ...estimateColumns(measured),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}

function chart(canvas: Canvas, rows: readonly ComparisonRow[], looks: readonly Look[]): Drawing {
  const { Plot } = canvas;
  const networks = [...new Set(rows.map(({ network }) => network))];
  return plotDrawing(canvas, {
    width: innerWidth,
    height: rowHeight * networks.length + 40,
    marginLeft,
    marginRight,
    marginTop: 4,
    marginBottom: 36,
    x: { domain: [0, 1], label: null },
    y: { type: "band", domain: networks, padding: 0, label: null },
    marks: [
      Plot.gridX({ ticks: 5, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.ruleY(networks.slice(1), {
        y: (name) => name,
        dy: -rowHeight / 2,
        stroke: colours.faint,
      }),
      Plot.axisX({ ticks: 5, tickFormat: (share: number) => percent(share), tickSize: 0 }),
      Plot.axisY({
        tickSize: 0,
        tickPadding: 10,
        fontSize: nameSize,
        fontWeight: "bold",
        lineWidth: nameWidth / nameSize,
      }),
      ...paperBands(canvas, rows),
      ...drops(canvas, rows, looks),
      ...measurements(canvas, rows, looks),
      ...values(canvas, rows, looks),
      ...paperValues(canvas, rows),
    ],
  });
}

/** Where our value may lie to agree with the paper's. */
function paperBands({ Plot }: Canvas, rows: readonly ComparisonRow[]): Markish[] {
  const banded = rows.filter(({ paper, tolerance }) => paper !== null && tolerance !== null);
  return [
    Plot.barX(banded, {
      y: "network",
      x1: ({ paper, tolerance }: ComparisonRow) => Math.max(0, paper! - tolerance!),
      x2: ({ paper, tolerance }: ComparisonRow) => Math.min(1, paper! + tolerance!),
      insetTop: 25,
      insetBottom: 25,
      fill: colours.faint,
    }),
  ];
}

/** An arrow from the first to the second value of each network, with the points lost; none but between two. */
function drops(
  { Plot }: Canvas,
  rows: readonly ComparisonRow[],
  looks: readonly Look[],
): Markish[] {
  const [first, second, ...others] = looks;
  if (!first || !second || others.length > 0) return [];
  const falls = [...groupBy(rows, ({ network }) => network)]
    .map(([network, own]) => ({ network, from: meanOf(own, first), to: meanOf(own, second) }))
    // Where the two values are near each other, an arrow between them would hide both.
    .filter(({ from, to }) => from - to > 0.2);
  return [
    Plot.arrow(falls, {
      y1: "network",
      y2: "network",
      x1: "from",
      x2: "to",
      inset: 16,
      headLength: 7,
      stroke: colours.soft,
      strokeWidth: 1.25,
    }),
    Plot.text(falls, {
      y: "network",
      x: ({ from, to }: { from: number; to: number }) => (from + to) / 2,
      text: ({ from, to }: { from: number; to: number }) => `${points(to - from)} points`,
      dy: -9,
      fill: colours.soft,
    }),
  ];
}

function meanOf(rows: readonly ComparisonRow[], look: Look): number {
  return rows.find(({ condition }) => condition === look.condition)?.measured.mean ?? Number.NaN;
}

/** Our means with interval and single seeds, each condition in its own colour and shape. */
function measurements(
  canvas: Canvas,
  rows: readonly ComparisonRow[],
  looks: readonly Look[],
): Markish[] {
  return looks.flatMap((look) => {
    const own = rows.filter(({ condition }) => condition === look.condition);
    const places = own.map(({ network, measured }) => ({ place: network, estimate: measured }));
    return estimateMarks(canvas, places, { style: look.style, seedsTop: 46, seedsBottom: 16 });
  });
}

/** Our means in figures above the dots; one that is not a number is said at the axis, where nobody overlooks it. */
function values(
  { Plot }: Canvas,
  rows: readonly ComparisonRow[],
  looks: readonly Look[],
): Markish[] {
  const labels = new Map(looks.map(({ condition, label }) => [condition, label]));
  const isKnown = ({ measured }: ComparisonRow) => Number.isFinite(measured.mean);
  return [
    Plot.text(
      apart(rows.filter(isKnown), ({ measured }) => measured.mean, 52),
      {
        y: ({ row }: Placed) => row.network,
        x: "x",
        text: ({ row }: Placed) => percent(row.measured.mean, 1),
        dy: -21,
        fontSize: 13,
        fontWeight: "bold",
      },
    ),
    Plot.text(
      rows.filter((row) => !isKnown(row)),
      {
        y: "network",
        x: 0,
        dx: 6,
        text: ({ condition }: ComparisonRow) => `${labels.get(condition)}: ${notANumber}`,
        textAnchor: "start",
        fill: colours.alarm,
        fontWeight: "bold",
      },
    ),
  ];
}

interface Placed {
  readonly row: ComparisonRow;
  readonly x: number;
}

/** Where labels of one network stand: at their values, or moved apart so far that each has `width` pixels. */
function apart(
  rows: readonly ComparisonRow[],
  shareOf: (row: ComparisonRow) => number,
  width: number,
): Placed[] {
  const half = (width / 2) * pixel;
  // Labels may reach over the margin of the chart and that of the figure.
  const bounds = [half, 1 + (marginRight + 14) * pixel - half] as const;
  return [...groupBy(rows, ({ network }) => network).values()].flatMap((group) => {
    const places = spread(group.map(shareOf), width * pixel, bounds);
    return group.map((row, index) => ({ row, x: places[index]! }));
  });
}

function paperValues({ Plot }: Canvas, rows: readonly ComparisonRow[]): Markish[] {
  const known = rows.filter(({ paper }) => paper !== null);
  const digits = digitsOf(known.map(({ paper }) => paper!));
  return [
    Plot.dot(known, {
      y: "network",
      x: "paper",
      symbol: "diamond",
      r: 7,
      stroke: colours.ink,
      strokeWidth: 1.5,
    }),
    Plot.text(
      apart(known, ({ paper }) => paper!, 68 + 10 * digits),
      {
        y: ({ row }: Placed) => row.network,
        x: "x",
        text: ({ row }: Placed) => `paper ${percent(row.paper!, digits)}`,
        dy: 27,
        fill: colours.soft,
      },
    ),
  ];
}

/** As the paper printed them: a digit behind the point where one of its percentages has one. */
function digitsOf(fractions: readonly number[]): number {
  return fractions.every((fraction) => Math.abs(100 * fraction - Math.round(100 * fraction)) < 1e-6)
    ? 0
    : 1;
}
