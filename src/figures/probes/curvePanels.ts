import type { Markish } from "@observablehq/plot";
import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, grid, plotDrawing, stack } from "../drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { legendDrawing } from "../legend.ts";
import { percent } from "../text.ts";
import { colours, type SeriesStyle, seriesStyles } from "../theme.ts";

/** A curve in one of several small charts. Shape: xs [n], ys [n] */
export interface PanelCurve {
  readonly panel: string;
  readonly series: string;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

export interface CurvePanelsOptions extends FigureText {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xScale: "linear" | "logarithmic";
  readonly xFormat: "percent" | "number";
  /** A level to compare with, from 0 to 1. */
  readonly level?: number;
}

const perRow = 3;
const columnGap = 18;
const height = 170;

/** Fractions as curves in small charts side by side that share their axes, one a panel. */
export async function curvePanels(
  curves: readonly PanelCurve[],
  options: CurvePanelsOptions,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const {
    xLabel: _x,
    yLabel: _y,
    xScale: _scale,
    xFormat: _format,
    level: _level,
    ...text
  } = options;
  const styles = seriesStyles([...new Set(curves.map(({ series }) => series))]);
  const largest = Math.max(...curves.map(({ xs }) => xs.at(-1) ?? 1));
  const panels = [...groupBy(curves, ({ panel }) => panel)].map(([name, own]) =>
    panelDrawing(canvas, { name, curves: own, styles, largest, ...options }),
  );
  const drawing = stack(
    [legendOf(canvas, styles), grid(panels, { columns: perRow, columnGap, rowGap: 10 })],
    8,
  );
  const data = curves.flatMap(({ panel, series, xs, ys }) =>
    xs.map((x, at) => ({ panel, series, x, y: Number(ys[at]!.toPrecision(6)) })),
  );
  return figureOf(text, drawing, data);
}

interface PanelParts extends CurvePanelsOptions {
  readonly name: string;
  readonly curves: readonly PanelCurve[];
  readonly styles: ReadonlyMap<string, SeriesStyle>;
  /** Largest x of all panels. */
  readonly largest: number;
}

function panelDrawing(canvas: Canvas, parts: PanelParts): Drawing {
  const { Plot } = canvas;
  const { name, curves, styles, largest, xLabel, yLabel, xScale, xFormat, level } = parts;
  const isLog = xScale === "logarithmic";
  const share = (value: number) => percent(value);
  return plotDrawing(canvas, {
    width: (innerWidth - (perRow - 1) * columnGap) / perRow,
    height,
    marginLeft: 52,
    marginRight: 6,
    marginTop: 24,
    marginBottom: 40,
    x: {
      label: null,
      type: isLog ? "log" : "linear",
      domain: [isLog ? 1 : 0, Math.max(largest, isLog ? 2 : largest)],
    },
    y: { label: null, domain: [0, 1] },
    marks: [
      Plot.gridY({ ticks: 3, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisX({ ticks: 4, tickSize: 4, tickFormat: xFormat === "percent" ? share : "~s" }),
      Plot.axisY({ ticks: 3, tickSize: 0, tickFormat: share }),
      ...(level === undefined
        ? []
        : [Plot.ruleY([level], { stroke: colours.soft, strokeDasharray: "2 4" })]),
      ...curves.flatMap((curve) => curveMarks(canvas, curve, styles.get(curve.series)!)),
      Plot.text([name], { frameAnchor: "top-left", dy: -20, fontWeight: "bold" }),
      Plot.text([xLabel], { frameAnchor: "bottom", dy: 36, fill: colours.soft }),
      Plot.text([yLabel], {
        frameAnchor: "left",
        textAnchor: "middle",
        dx: -44,
        rotate: -90,
        fill: colours.soft,
      }),
    ],
  });
}

function curveMarks({ Plot }: Canvas, { xs, ys }: PanelCurve, style: SeriesStyle): Markish[] {
  const { colour, dash, symbol } = style;
  const points = xs.map((x, at) => ({ x, y: ys[at]! }));
  // A few points would be no line.
  const dots = points.length <= 12 ? points : [];
  return [
    Plot.lineY(points, { x: "x", y: "y", stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
    Plot.dot(dots, { x: "x", y: "y", fill: colour, symbol, r: 3 }),
  ];
}

function legendOf(canvas: Canvas, styles: ReadonlyMap<string, SeriesStyle>): Drawing {
  const { Plot } = canvas;
  const items = [...styles].map(([label, { colour, dash }]) => ({
    label,
    marks: (x: number, y: number) => [
      Plot.link([0], {
        x1: [x - 12],
        x2: [x + 12],
        y: [y],
        stroke: colour,
        strokeWidth: 2,
        strokeDasharray: dash,
      }),
    ],
  }));
  return legendDrawing(canvas, items, innerWidth);
}
