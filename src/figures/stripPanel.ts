import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import { bandDomain } from "./bandDomain.ts";
import type { Canvas } from "./canvas.ts";
import { type Drawing, fontSize, plotDrawing } from "./drawing.ts";
import { flatDomain } from "./flatDomain.ts";
import { type NumberFormat, numberTexts } from "./numberText.ts";
import { type StripKind, stripBand, stripMean, stripValues } from "./stripMarks.ts";
import { stripHeading, stripHeight } from "./stripPlaces.ts";
import { fittingText, percent } from "./text.ts";
import { colours } from "./theme.ts";

/** A line of a panel: what was found of one group, and where it stands. */
export interface StripLine {
  readonly kind: StripKind;
  readonly estimate: Estimate;
  /** Least and greatest value of the null distribution that it is compared with. */
  readonly band: readonly [low: number, high: number] | undefined;
  /** Its middle, in pixels from the upper edge of the panel. */
  readonly y: number;
}

export interface StripPanelOptions {
  readonly heading: string;
  /** Stands below the axis. */
  readonly xLabel: string;
  readonly format: NumberFormat;
  /** Where a line parts the null distributions from what is compared. */
  readonly border: number | undefined;
  readonly width: number;
  /** Of the heading and the lines, without the axis. */
  readonly height: number;
}

/** In pixels. */
const axisHeight = 40;
/** To the right of the frame, for the means in figures. */
const numbersWidth = 46;

/** Lines of small marks over one axis; each has its mean above them and, in figures, at the right. */
export function stripPanel(
  canvas: Canvas,
  lines: readonly StripLine[],
  options: StripPanelOptions,
): Drawing {
  const { Plot } = canvas;
  const { heading, xLabel, format, border, width, height } = options;
  const textOf = numberTexts(
    lines.flatMap(({ estimate }) => estimate.values),
    format,
  );
  const tickFormat = format === "percent" ? (share: number) => percent(share) : undefined;
  return plotDrawing(canvas, {
    width,
    height: height + axisHeight,
    marginLeft: 6,
    marginRight: numbersWidth,
    marginTop: stripHeading,
    marginBottom: axisHeight,
    x: { label: null, inset: 8, clamp: true, ...domainOf(lines) },
    y: { type: "identity", axis: null },
    marks: [
      Plot.gridX({ ticks: 4, stroke: colours.faint, strokeOpacity: 1 }),
      ...lines.flatMap((line) => bandMarks(canvas, line)),
      Plot.ruleY(lines, {
        y: ({ y }: StripLine) => y + stripHeight / 2,
        stroke: colours.faint,
        strokeDasharray: "1 3",
      }),
      Plot.frame({ anchor: "bottom", stroke: colours.soft }),
      Plot.ruleY(border === undefined ? [] : [border], { stroke: colours.faint }),
      Plot.axisX({ ticks: 4, tickSize: 4, ...(tickFormat ? { tickFormat } : {}) }),
      ...lines.flatMap((line) => [...lineMarks(canvas, line), numberMark(canvas, line, textOf)]),
      Plot.text([heading], {
        frameAnchor: "top-left",
        dx: -6,
        dy: -20,
        fontSize: 13,
        fontWeight: "bold",
      }),
      Plot.text([fittingText(xLabel, fontSize, width - numbersWidth + 30)], {
        frameAnchor: "bottom",
        dy: 36,
        fill: colours.soft,
      }),
    ],
  });
}

/** Around the values, with as much of the intervals as does not press the values flat. */
function domainOf(lines: readonly StripLine[]) {
  const values = lines
    .flatMap(({ estimate }) => estimate.values)
    .filter((value) => Number.isFinite(value));
  const ends = lines
    .flatMap(({ estimate: { low, high } }) => [low, high])
    .filter((end) => end !== null);
  const domain = flatDomain([...values, ...ends]) ?? bandDomain(values, ends, 0);
  return domain ? { domain: [...domain] } : { nice: true };
}

function bandMarks(canvas: Canvas, { band, y }: StripLine): Markish[] {
  const half = stripHeight / 2;
  return band ? stripBand(canvas, band, { y1: y - half, y2: y + half }) : [];
}

/** Single values stand below the middle of a line, and their mean above it. In pixels. */
const [valuesDown, meanUp] = [6, 6];
/** Values that are alike are seen beside each other. */
const scatter = 5;

function lineMarks(canvas: Canvas, { kind, estimate, y }: StripLine): Markish[] {
  const { mean, low, high, values } = estimate;
  const points = values
    .filter((value) => Number.isFinite(value))
    .map((x, index) => ({ x, y: y + valuesDown + scatter * offsetOf(index) }));
  return [
    ...stripValues(canvas, kind, points),
    ...stripMean(canvas, kind, { mean, low, high, y: y - meanUp }),
  ];
}

/** Between −1/2 and 1/2; neighbours in the order are far from each other. */
function offsetOf(index: number): number {
  return ((index * 0.618034 + 0.5) % 1) - 0.5;
}

/** The mean in figures; one that is not a number is said where nobody overlooks it. */
function numberMark(
  { Plot }: Canvas,
  { kind, estimate: { mean, n }, y }: StripLine,
  textOf: (value: number) => string,
): Markish {
  const usual = kind === "null" ? colours.soft : colours.ink;
  return Plot.text([n === 0 ? "—" : textOf(mean)], {
    y: [y],
    frameAnchor: "right",
    textAnchor: "end",
    dx: numbersWidth - 4,
    fill: n > 0 && !Number.isFinite(mean) ? colours.alarm : usual,
    fontWeight: kind === "null" ? "normal" : "bold",
  });
}
