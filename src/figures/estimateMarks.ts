import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import type { Canvas } from "./canvas.ts";
import type { LegendItem } from "./legend.ts";
import { colours, type SeriesStyle } from "./theme.ts";

/** An estimate of a fraction, and its line on an axis of bands. */
export interface PlacedEstimate {
  readonly place: string;
  readonly estimate: Estimate;
}

export interface EstimateMarksOptions {
  readonly style: SeriesStyle;
  /** From the upper and the lower edge of the line to the ticks of single seeds, in pixels. */
  readonly seedsTop: number;
  readonly seedsBottom: number;
}

/** The mean as a dot on a bar for its interval, which ends at 0 and 1; of several seeds, each as a tick below. */
export function estimateMarks(
  { Plot }: Canvas,
  rows: readonly PlacedEstimate[],
  { style, seedsTop, seedsBottom }: EstimateMarksOptions,
): Markish[] {
  const known = rows.filter(({ estimate }) => estimate.low !== null);
  const seeds = rows.flatMap(({ place, estimate }) =>
    estimate.n < 2 ? [] : estimate.values.map((value) => ({ place, value })),
  );
  return [
    Plot.ruleY(known, {
      y: "place",
      x1: ({ estimate }: PlacedEstimate) => Math.max(0, estimate.low!),
      x2: ({ estimate }: PlacedEstimate) => Math.min(1, estimate.high!),
      stroke: style.colour,
      strokeWidth: 3,
    }),
    Plot.dot(rows, {
      y: "place",
      x: ({ estimate }: PlacedEstimate) => estimate.mean,
      r: 5.5,
      symbol: style.symbol,
      fill: style.colour,
    }),
    Plot.tickX(seeds, {
      y: "place",
      x: "value",
      insetTop: seedsTop,
      insetBottom: seedsBottom,
      stroke: style.colour,
    }),
  ];
}

/** What the dot and its bar mean. */
export function estimateItem(
  { Plot }: Canvas,
  label: string,
  { colour, symbol }: SeriesStyle,
): LegendItem {
  return {
    label,
    marks: (x, y) => [
      Plot.link([0], { x1: [x - 12], x2: [x + 12], y: [y], stroke: colour, strokeWidth: 3 }),
      Plot.dot([0], { x: [x], y: [y], r: 5.5, symbol, fill: colour }),
    ],
  };
}

/** What the ticks mean. */
export function seedsItem({ Plot }: Canvas): LegendItem {
  return {
    label: "single seeds",
    marks: (x, y) =>
      [-6, -2, 5].map((dx) =>
        Plot.link([0], { x: [x + dx], y1: [y - 4], y2: [y + 4], stroke: colours.ink }),
      ),
  };
}
