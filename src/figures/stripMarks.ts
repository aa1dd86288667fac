import type { Markish } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import { colours, seriesStyle } from "./theme.ts";

/** What is compared, or a null distribution to compare it with. */
export type StripKind = "compared" | "null";

const blue = seriesStyle(0).colour;
const looks = {
  compared: { symbol: "circle", fill: blue, fillOpacity: 0.5, stroke: blue, size: 2.8 },
  null: {
    symbol: "square",
    fill: colours.background,
    fillOpacity: 1,
    stroke: colours.soft,
    size: 2.3,
  },
} as const satisfies { readonly [Kind in StripKind]: object };

/** Single values as small marks, each at its own height in pixels. */
export function stripValues(
  { Plot }: Canvas,
  kind: StripKind,
  points: readonly { readonly x: number; readonly y: number }[],
): Markish[] {
  const { symbol, fill, fillOpacity, stroke, size } = looks[kind];
  return [Plot.dot(points, { x: "x", y: "y", symbol, r: size, fill, fillOpacity, stroke })];
}

/** A mean, and the ends of its interval where they are known; its height is in pixels. */
export interface StripMean {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly y: number;
}

/** A mean as a large mark on the bar of its interval. */
export function stripMean({ Plot }: Canvas, kind: StripKind, own: StripMean): Markish[] {
  const { symbol, fill, stroke } = looks[kind];
  const bar = own.low === null || own.high === null ? [] : [own];
  const dot = Number.isFinite(own.mean) ? [own] : [];
  return [
    Plot.link(bar, { x1: "low", x2: "high", y: "y", stroke, strokeWidth: 3 }),
    Plot.dot(dot, { x: "mean", y: "y", symbol, r: 4.5, fill, stroke, strokeWidth: 2 }),
  ];
}

/** A range as a grey band between dotted lines; its edges `y1` and `y2` are in pixels. */
export function stripBand(
  { Plot }: Canvas,
  range: readonly [low: number, high: number],
  height: { readonly y1: number; readonly y2: number },
): Markish[] {
  const [low, high] = range;
  const edge = { ...height, stroke: colours.soft, strokeDasharray: "2 3" };
  return [
    Plot.rect([range], { ...height, x1: low, x2: high, fill: colours.faint, fillOpacity: 0.7 }),
    Plot.link([...range], { ...edge, x: (end: number) => end }),
  ];
}
