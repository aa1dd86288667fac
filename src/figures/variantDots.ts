import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { type Drawing, plotDrawing, stack } from "./drawing.ts";
import { estimateItem, estimateMarks, seedsItem } from "./estimateMarks.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { type LegendItem, legendDrawing } from "./legend.ts";
import { fittingText, percent, textWidth } from "./text.ts";
import { colours, seriesStyle } from "./theme.ts";

/** One way of training and the accuracy that it reached. Accuracies are fractions. */
export interface VariantRow {
  /** The heading that it stands below, in order of first appearance. */
  readonly group: string;
  /** About forty letters fit. */
  readonly name: string;
  /** A few words more, such as `rate 0.1, 30 epochs`. */
  readonly detail?: string | undefined;
  readonly accuracy: Estimate;
  /** The most that it could reach, and why in a few words. */
  readonly limit?: { readonly value: number; readonly label: string } | undefined;
  /** Whether it is the one that the others are variants of. */
  readonly isBaseline?: boolean | undefined;
}

export interface VariantDotsOptions extends Partial<FigureText> {
  /** The accuracy to compare with, such as a paper's. */
  readonly reference: { readonly value: number; readonly label: string };
  /** What the legend calls the row that the others are variants of. */
  readonly baseline: string;
}

const looks = { variant: seriesStyle(0), baseline: seriesStyle(1) } as const;
const rowHeight = 36;
const marginTop = 22;
const marginRight = 72;
const nameSize = 13;
const detailSize = 11;
/** Longer names are cut. */
const mostNameWidth = 290;

/** A heading or a variant, each on a line of its own. */
interface Line {
  readonly place: string;
  readonly heading?: string;
  readonly row?: VariantRow;
}

/** A variant and its line. */
interface PlacedRow {
  readonly place: string;
  readonly row: VariantRow;
}

/**
 * Accuracies of variants of one training, one line each below the heading of its group: mean, interval and single seeds
 * beside a reference, and the most that a variant could reach where that is known.
 *
 * @throws {RangeError} when there is no row
 */
export async function variantDots(
  rows: readonly VariantRow[],
  { reference, baseline, ...text }: VariantDotsOptions,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const legend = legendDrawing(canvas, legendItems(canvas, rows, baseline), innerWidth);
  const drawing = stack([legend, chart(canvas, rows, reference)], 6);
  const shaded = rows.some(({ isBaseline }) => isBaseline) ? `; the shaded one is ${baseline}` : "";
  const limits = rows.some(({ limit }) => limit)
    ? " A short upright line is the most that a variant could reach, with the reason beside it."
    : "";
  const defaults: FigureText = {
    id: "variant-dots",
    title: "Accuracy of each variant of the training",
    caption: `Percentage of right answers on the test data, one line a variant of the training${shaded}. A dot is the mean, also given at the right, with a bar for its 95% confidence interval and the values of single seeds as ticks below it. The dotted line is ${reference.label}.${limits}`,
    subtitle: `Accuracy on test data. ${intervalNote(
      rows.map(({ accuracy }) => accuracy),
      "bar",
    )}`,
  };
  const data = rows.map(({ group, name, detail = "", accuracy, limit, isBaseline = false }) => ({
    group,
    name,
    detail,
    baseline: isBaseline ? "yes" : "no",
    limit: limit?.value ?? null,
    ...estimateColumns(accuracy),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}

function legendItems(
  canvas: Canvas,
  rows: readonly VariantRow[],
  baseline: string,
): readonly LegendItem[] {
  const limit: LegendItem = {
    label: "the most it could reach",
    marks: (x, y) => [
      canvas.Plot.link([0], {
        x: [x],
        y1: [y - 8],
        y2: [y + 8],
        stroke: colours.ink,
        strokeWidth: 3,
      }),
    ],
  };
  return [
    ...(rows.some(({ isBaseline }) => isBaseline)
      ? [estimateItem(canvas, baseline, looks.baseline)]
      : []),
    estimateItem(canvas, "a variant", looks.variant),
    ...(rows.some(({ accuracy }) => accuracy.n > 1) ? [seedsItem(canvas)] : []),
    ...(rows.some((row) => row.limit) ? [limit] : []),
  ];
}

function chart(
  canvas: Canvas,
  rows: readonly VariantRow[],
  reference: VariantDotsOptions["reference"],
): Drawing {
  const { Plot } = canvas;
  const lines = linesOf(rows);
  const placed = lines.flatMap(({ place, row }) => (row ? [{ place, row }] : []));
  const marginLeft = nameWidthOf(rows) + 18;
  return plotDrawing(canvas, {
    width: innerWidth,
    height: marginTop + rowHeight * lines.length + 32,
    marginTop,
    marginRight,
    marginBottom: 32,
    marginLeft,
    x: { domain: [0, 1], label: null },
    y: { type: "band", domain: lines.map(({ place }) => place), padding: 0, axis: null },
    marks: [
      ...shading(canvas, placed, marginLeft),
      Plot.gridX({ ticks: 5, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisX({ ticks: 5, tickFormat: (share: number) => percent(share), tickSize: 0 }),
      ...names(canvas, lines, marginLeft),
      ...referenceMarks(canvas, reference),
      ...limitMarks(canvas, placed, {
        reference: reference.value,
        width: innerWidth - marginLeft - marginRight,
      }),
      ...measurements(canvas, placed),
      ...means(canvas, placed),
    ],
  });
}

/** Each group's heading, and its rows below. */
function linesOf(rows: readonly VariantRow[]): Line[] {
  return [...groupBy(rows, ({ group }) => group)].flatMap(([heading, own], group) => [
    { place: `${group}`, heading },
    ...own.map((row, index) => ({ place: `${group}/${index}`, row })),
  ]);
}

function nameWidthOf(rows: readonly VariantRow[]): number {
  const widths = rows.flatMap(({ name, detail = "" }) => [
    textWidth(name, nameSize),
    textWidth(detail, detailSize),
  ]);
  return Math.min(mostNameWidth, Math.ceil(Math.max(0, ...widths)));
}

/** The row that the others are variants of lies on a band as wide as the chart. */
function shading({ Plot }: Canvas, rows: readonly PlacedRow[], marginLeft: number): Markish[] {
  return [
    Plot.barX(
      rows.filter(({ row }) => row.isBaseline),
      {
        y: "place",
        x1: 0,
        x2: 1,
        insetLeft: -marginLeft,
        insetRight: -marginRight,
        fill: colours.faint,
        fillOpacity: 0.55,
      },
    ),
  ];
}

/** Headings and names at the left edge, details below the names. */
function names({ Plot }: Canvas, lines: readonly Line[], marginLeft: number): Markish[] {
  const left = { y: "place", frameAnchor: "left", textAnchor: "start" } as const;
  const variants = lines.filter(({ row }) => row);
  const bare = variants.filter(({ row }) => !row!.detail);
  const detailed = variants.filter(({ row }) => row!.detail);
  const width = marginLeft - 18;
  const name = ({ row }: Line) => fittingText(row!.name, nameSize, width);
  return [
    Plot.text(
      lines.filter(({ heading }) => heading),
      { ...left, text: "heading", dx: -marginLeft, dy: 7, fill: colours.soft, fontWeight: "bold" },
    ),
    Plot.text(bare, { ...left, text: name, dx: 8 - marginLeft, fontSize: nameSize }),
    Plot.text(detailed, { ...left, text: name, dx: 8 - marginLeft, dy: -7, fontSize: nameSize }),
    Plot.text(detailed, {
      ...left,
      text: ({ row }: Line) => fittingText(row!.detail!, detailSize, width),
      dx: 8 - marginLeft,
      dy: 8,
      fontSize: detailSize,
      fill: colours.soft,
    }),
  ];
}

function referenceMarks(
  { Plot }: Canvas,
  { value, label }: VariantDotsOptions["reference"],
): Markish[] {
  return [
    Plot.ruleX([value], { stroke: colours.ink, strokeWidth: 1.5, strokeDasharray: "2 3" }),
    Plot.text([label], {
      x: [value],
      frameAnchor: "top",
      lineAnchor: "bottom",
      textAnchor: value < 0.2 ? "start" : value > 0.8 ? "end" : "middle",
      dy: -5,
      fontWeight: "bold",
    }),
  ];
}

/** Where the chart's vertical lines are. */
interface Across {
  /** The accuracy to compare with, from 0 to 1. */
  readonly reference: number;
  /** From 0 to 1, in pixels. */
  readonly width: number;
}

/** The limits of variants, with their reasons on the side that has room. */
function limitMarks({ Plot }: Canvas, rows: readonly PlacedRow[], across: Across): Markish[] {
  const limited = rows.filter(({ row }) => row.limit);
  const value = ({ row }: PlacedRow) => row.limit!.value;
  const reasons = (own: readonly PlacedRow[], textAnchor: "start" | "end") =>
    Plot.text(own, {
      y: "place",
      x: value,
      text: ({ row }: PlacedRow) => row.limit!.label,
      textAnchor,
      dx: textAnchor === "start" ? 5 : -5,
      dy: -11,
      fontSize: detailSize,
      fill: colours.soft,
      stroke: colours.background,
      strokeWidth: 3,
    });
  return [
    Plot.tickX(limited, {
      y: "place",
      x: value,
      insetTop: 2,
      insetBottom: 10,
      stroke: colours.ink,
      strokeWidth: 3,
    }),
    ...(["start", "end"] as const).map((side) =>
      reasons(
        limited.filter(({ row }) => sideOfReason(row.limit!, across) === side),
        side,
      ),
    ),
  ];
}

/** The right of the limit where there is room, but not where the line of the reference would go through the words. */
function sideOfReason(
  { value, label }: NonNullable<VariantRow["limit"]>,
  { reference, width }: Across,
): "start" | "end" {
  const size = (textWidth(label, detailSize) + 10) / width;
  const isMet = {
    start: reference > value && reference < value + size,
    end: reference < value && reference > value - size,
  };
  const isRoom = { start: value <= 0.6, end: value > size };
  if (isRoom.start && !isMet.start) return "start";
  return !isRoom.start || (isRoom.end && !isMet.end) ? "end" : "start";
}

function measurements(canvas: Canvas, rows: readonly PlacedRow[]): Markish[] {
  return (["variant", "baseline"] as const).flatMap((kind) => {
    const own = rows.filter(({ row }) => (row.isBaseline === true) === (kind === "baseline"));
    const places = own.map(({ place, row }) => ({ place, estimate: row.accuracy }));
    return estimateMarks(canvas, places, { style: looks[kind], seedsTop: 26, seedsBottom: 3 });
  });
}

/** The means in figures at the right; one that is not a number in the colour of alarm. */
function means({ Plot }: Canvas, rows: readonly PlacedRow[]): Markish[] {
  const isKnown = ({ row }: PlacedRow) => Number.isFinite(row.accuracy.mean);
  const inFigures = (own: readonly PlacedRow[], fill: string) =>
    Plot.text(own, {
      y: "place",
      text: ({ row }: PlacedRow) => percent(row.accuracy.mean, 1),
      frameAnchor: "right",
      textAnchor: "end",
      dx: marginRight - 6,
      fontSize: nameSize,
      fontWeight: "bold",
      fill,
    });
  return [
    inFigures(rows.filter(isKnown), colours.ink),
    inFigures(
      rows.filter((row) => !isKnown(row)),
      colours.alarm,
    ),
  ];
}
