import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import type { Canvas } from "./canvas.ts";
import { type Drawing, fontSize, grid, plotDrawing, stack } from "./drawing.ts";
import { innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { percentColours, percentRamp } from "./legend.ts";
import { notANumber, textWidth, wholeNumber } from "./text.ts";
import { colours } from "./theme.ts";

/** One square of a heat map: a fraction, printed and coloured as a percentage. */
export interface HeatCell {
  readonly panel: string;
  readonly x: number;
  readonly y: number;
  readonly share: Estimate;
}

export interface HeatmapOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly rampLabel: string;
  /** Words beside a panel's name. */
  readonly panelNote?: (cells: readonly HeatCell[]) => string;
  /** What to frame in a panel: a square, or a whole row where only y is given. */
  readonly frameOf: (panel: string) => { readonly x?: number; readonly y?: number };
}

const columnGap = 28;
const nameSize = 13;
const axis = {
  paddingInner: 0.04,
  paddingOuter: 0,
  label: null,
  tickSize: 0,
  tickPadding: 6,
  tickFormat: wholeNumber,
};

/** Heat maps side by side, one a panel, under one scale of colours from 0 to 100 %. */
export function percentHeatmap(
  canvas: Canvas,
  cells: readonly HeatCell[],
  options: HeatmapOptions,
): Drawing {
  const panels = groupBy(cells, ({ panel }) => panel);
  const maps = [...panels.values()].map((panel) => panelDrawing(canvas, panel, options));
  const ramp = percentRamp(canvas, options.rampLabel);
  return stack([ramp, grid(maps, { columns: columnsFor(cells), columnGap, rowGap: 14 })], 10);
}

/** Panels stand two in a row, unless their squares would be too narrow for a number. */
function columnsFor(cells: readonly HeatCell[]): number {
  return new Set(cells.map(({ x }) => x)).size > 13 ? 1 : 2;
}

function panelDrawing(
  canvas: Canvas,
  cells: readonly HeatCell[],
  { xLabel, yLabel, panelNote, frameOf }: HeatmapOptions,
): Drawing {
  const { Plot } = canvas;
  const colourOf = percentColours(canvas);
  const rows = new Set(cells.map(({ y }) => y)).size;
  const panel = cells[0]!.panel;
  const note = panelNote?.(cells) ?? "";
  const columns = columnsFor(cells);
  const width = (innerWidth - columnGap * (columns - 1)) / columns;
  const margins = { marginLeft: 40, marginRight: 2, marginTop: 24, marginBottom: 36 };
  return plotDrawing(canvas, {
    ...margins,
    width,
    height: margins.marginTop + margins.marginBottom + 25 * rows,
    x: { type: "band", ...axis },
    y: { type: "band", ...axis },
    marks: [
      Plot.cell(cells, { x: "x", y: "y", fill: (cell: HeatCell) => fillOf(cell, colourOf) }),
      ...frameMarks(canvas, cells, frameOf(panel)),
      Plot.text(cells, {
        x: "x",
        y: "y",
        text: ({ share }: HeatCell) => numberOf(share.mean),
        fill: ({ share }: HeatCell) => textColour(share.mean),
        fontSize: 11,
      }),
      Plot.text([panel], {
        frameAnchor: "top-left",
        dy: -20,
        fontSize: nameSize,
        fontWeight: "bold",
        lineWidth: (width - margins.marginLeft - 12 - textWidth(note, fontSize)) / nameSize,
        textOverflow: "ellipsis",
      }),
      Plot.text([note], {
        frameAnchor: "top-right",
        dy: -19,
        fill: colours.soft,
      }),
      Plot.text([xLabel], { frameAnchor: "bottom", dy: 33, fill: colours.soft }),
      Plot.text([yLabel], {
        frameAnchor: "left",
        textAnchor: "middle",
        dx: -32,
        rotate: -90,
        fill: colours.soft,
      }),
    ],
  });
}

/** A frame around a square that is there, or around its whole row where x is not given. */
function frameMarks(
  { Plot }: Canvas,
  cells: readonly HeatCell[],
  { x, y }: ReturnType<HeatmapOptions["frameOf"]>,
): Markish[] {
  if (!cells.some((cell) => cell.x === (x ?? cell.x) && cell.y === (y ?? cell.y))) return [];
  const channels = {
    ...(x === undefined ? {} : { x: [x] }),
    ...(y === undefined ? {} : { y: [y] }),
  };
  const stroke = { stroke: colours.ink, strokeWidth: 2.5, fill: "none" };
  return [Plot.cell([0], { ...channels, ...stroke, inset: -1 })];
}

function fillOf({ share }: HeatCell, colourOf: (fraction: number) => string): string {
  return Number.isFinite(share.mean) ? colourOf(share.mean) : colours.faint;
}

/** A whole number of percent; the sign stands once, on the scale. */
function numberOf(fraction: number): string {
  return Number.isFinite(fraction) ? (100 * fraction).toFixed(0) : notANumber;
}

/** White on the dark half of viridis, black on the light one: contrast is 4.4 at least. */
function textColour(fraction: number): string {
  if (!Number.isFinite(fraction)) return colours.ink;
  return fraction < 0.45 ? "white" : "black";
}
