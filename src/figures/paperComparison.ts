import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { comparisonLegend } from "./comparisonLegend.ts";
import { type Drawing, plotDrawing, stack } from "./drawing.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { spread } from "./spread.ts";
import { notANumber, percent, points } from "./text.ts";
import { colours, seriesStyle } from "./theme.ts";

/** One number of the paper's table beside our own. Accuracies are fractions. */
export interface ComparisonRow {
  readonly network: string;
  /** `plain`: images as they are. `shifted`: images moved by every shift of the study. */
  readonly condition: "plain" | "shifted";
  /** What the paper printed; null where it has no such number. */
  readonly paper: number | null;
  readonly measured: Estimate;
  /** How far from the paper a value may lie and still agree. */
  readonly tolerance: number | null;
}

const conditions = {
  plain: { label: "digits in place", style: seriesStyle(0) },
  shifted: { label: "digits shifted", style: seriesStyle(1) },
} as const;

const rowHeight = 70;
const nameSize = 14;
/** Longer names go on in a second line. */
const nameWidth = 150;
const marginLeft = nameWidth + 14;
const marginRight = 24;
/** One pixel as a share of the axis from 0 to 1. */
const pixel = 1 / (innerWidth - marginLeft - marginRight);

/** Accuracy with and without shifts, one line a network: the paper's value as a diamond, ours with its interval. */
export async function paperComparison(
  rows: readonly ComparisonRow[],
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const legend = comparisonLegend(canvas, {
    conditions: Object.values(conditions),
    hasPaper: rows.some(({ paper }) => paper !== null),
    hasSeeds: rows.some(({ measured }) => measured.n > 1),
  });
  const drawing = stack([legend, chart(canvas, rows)], 6);
  const defaults: FigureText = {
    id: "paper-comparison",
    title: "Accuracy with digits in place and shifted, beside the paper",
    caption:
      "Percentage of right answers on the test images as they are and moved by whole pixels. A dot is our mean, with the values of single seeds as ticks below it; a hollow diamond is the paper's value, on a band as wide as the tolerance.",
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

function chart(canvas: Canvas, rows: readonly ComparisonRow[]): Drawing {
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
      ...drops(canvas, rows, networks),
      ...measurements(canvas, rows),
      ...values(canvas, rows),
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

/** An arrow from the plain to the shifted value of each network, with the points lost. */
function drops(
  { Plot }: Canvas,
  rows: readonly ComparisonRow[],
  networks: readonly string[],
): Markish[] {
  const meanOf = (network: string, condition: ComparisonRow["condition"]) =>
    rows.find((row) => row.network === network && row.condition === condition)?.measured.mean ??
    Number.NaN;
  const falls = networks
    .map((network) => ({
      network,
      from: meanOf(network, "plain"),
      to: meanOf(network, "shifted"),
    }))
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

/** Our means with interval and single seeds, each condition in its own colour and shape. */
function measurements({ Plot }: Canvas, rows: readonly ComparisonRow[]): Markish[] {
  return Object.entries(conditions).flatMap(([condition, { style }]) => {
    const own = rows.filter((row) => row.condition === condition);
    const known = own.filter(({ measured }) => measured.low !== null);
    const seeds = own.flatMap(({ network, measured }) =>
      measured.n < 2 ? [] : measured.values.map((value) => ({ network, value })),
    );
    return [
      Plot.ruleY(known, {
        y: "network",
        x1: ({ measured }: ComparisonRow) => Math.max(0, measured.low!),
        x2: ({ measured }: ComparisonRow) => Math.min(1, measured.high!),
        stroke: style.colour,
        strokeWidth: 3,
      }),
      Plot.dot(own, {
        y: "network",
        x: ({ measured }: ComparisonRow) => measured.mean,
        r: 5.5,
        symbol: style.symbol,
        fill: style.colour,
      }),
      Plot.tickX(seeds, {
        y: "network",
        x: "value",
        insetTop: 46,
        insetBottom: 16,
        stroke: style.colour,
      }),
    ];
  });
}

/** Our means in figures above the dots; one that is not a number is said at the axis, where nobody overlooks it. */
function values({ Plot }: Canvas, rows: readonly ComparisonRow[]): Markish[] {
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
        text: ({ condition }: ComparisonRow) => `${conditions[condition].label}: ${notANumber}`,
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
      apart(known, ({ paper }) => paper!, 68),
      {
        y: ({ row }: Placed) => row.network,
        x: "x",
        text: ({ row }: Placed) => `paper ${percent(row.paper!)}`,
        dy: 27,
        fill: colours.soft,
      },
    ),
  ];
}
