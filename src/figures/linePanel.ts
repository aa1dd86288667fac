import type { Markish } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import { type Drawing, plotDrawing } from "./drawing.ts";
import { groupBy } from "./groupBy.ts";
import { type PanelAxes, type PanelLimit, type PanelPoint, panelDashes } from "./panelPoint.ts";
import { panelScales } from "./panelScales.ts";
import { colours, type SeriesStyle } from "./theme.ts";

export interface LinePanelOptions extends PanelAxes {
  readonly name: string;
  /** What its axes are made for. */
  readonly all: readonly PanelPoint[];
  readonly limits: readonly PanelLimit[];
  readonly allLimits: readonly PanelLimit[];
  readonly styles: ReadonlyMap<string, SeriesStyle>;
  readonly yLabel: string | undefined;
  readonly width: number;
  readonly height: number;
}

/** Most pixels between lines over the same name, and the most that all of them take of the room between names. */
const [mostDodge, dodgeShare] = [7, 0.55];

/** Around a chart, in pixels. */
const [left, right] = [62, 8];

/** One of the charts of `linePanels`. */
export function linePanel(
  canvas: Canvas,
  points: readonly PanelPoint[],
  options: LinePanelOptions,
): Drawing {
  const { Plot } = canvas;
  const { width, height, limits, level } = options;
  const scales = panelScales(options.all, { ...options, limits: options.allLimits });
  const lines = [...groupBy(points, ({ series }) => series)];
  const step = (width - left - right) / new Set(points.map(({ x }) => x)).size;
  const room = (dodgeShare * step) / Math.max(1, lines.length - 1);
  const dodge = options.xScale === "names" ? Math.min(mostDodge, room) : 0;
  return plotDrawing(canvas, {
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: options.name === "" ? 8 : 26,
    marginBottom: 44,
    x: { label: null, ...scales.x.scale },
    y: { label: null, clamp: true, inset: 3, ...scales.y.scale },
    marks: [
      Plot.gridY(scales.y.ticks, { stroke: colours.faint, strokeOpacity: 1 }),
      // As texts, not formats: on a logarithmic axis Plot would leave some of the ticks without.
      Plot.axisX(scales.x.ticks, { tickSize: 4, text: scales.x.write }),
      Plot.axisY(scales.y.ticks, { tickSize: 0, text: scales.y.write }),
      ...words(canvas, options),
      Plot.ruleY(level ? [level.value] : [], {
        stroke: colours.soft,
        strokeWidth: 1.5,
        strokeDasharray: panelDashes.level,
      }),
      ...limits.map(({ points: own }) =>
        Plot.lineY(own, {
          x: "x",
          y: "y",
          stroke: colours.soft,
          strokeWidth: 1.5,
          strokeDasharray: panelDashes.limit,
        }),
      ),
      ...lines.flatMap(([series, own], at) =>
        lineMarks(canvas, own, {
          style: options.styles.get(series)!,
          dx: (at - (lines.length - 1) / 2) * dodge,
          xScale: options.xScale,
        }),
      ),
    ],
  });
}

function words({ Plot }: Canvas, { name, xLabel, yLabel }: LinePanelOptions): Markish[] {
  return [
    Plot.text([name], {
      frameAnchor: "top-left",
      dy: -22,
      dx: -6,
      fontSize: 13,
      fontWeight: "bold",
    }),
    Plot.text([xLabel], { frameAnchor: "bottom", dy: 40, fill: colours.soft }),
    Plot.text(yLabel === undefined ? [] : [yLabel], {
      frameAnchor: "left",
      textAnchor: "middle",
      dx: -54,
      rotate: -90,
      fill: colours.soft,
    }),
  ];
}

interface LineLook {
  readonly style: SeriesStyle;
  readonly dx: number;
  readonly xScale: PanelAxes["xScale"];
}

function lineMarks(
  { Plot }: Canvas,
  points: readonly PanelPoint[],
  { style: { colour, dash, symbol }, dx, xScale }: LineLook,
): Markish[] {
  const mean = ({ y }: PanelPoint) => (Number.isFinite(y.mean) ? y.mean : Number.NaN);
  const [low, high] = [({ y }: PanelPoint) => y.low!, ({ y }: PanelPoint) => y.high!];
  const known = points.filter(({ y }) => y.low !== null);
  const ends = { x: "x", y1: low, y2: high, dx };
  return [
    xScale === "names"
      ? Plot.ruleX(known, { ...ends, stroke: colour, strokeWidth: 2, strokeOpacity: 0.6 })
      : Plot.areaY(known, { ...ends, fill: colour, fillOpacity: 0.18 }),
    Plot.lineY(points, {
      x: "x",
      y: mean,
      dx,
      stroke: colour,
      strokeWidth: 1.8,
      strokeDasharray: dash,
    }),
    Plot.dot(points, { x: "x", y: mean, dx, symbol, r: 3.2, fill: colour }),
  ];
}
