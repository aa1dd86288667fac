import type { Markish, PlotOptions, Plot as PlotResult } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import { escapeXml } from "./text.ts";
import { colours } from "./theme.ts";

/** A piece of a figure: SVG elements and the room they take, in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** Size of text in figures unless said otherwise. */
export const fontSize = 12;

/** Draws a chart. Its elements inherit font and colour from the figure that they are put in. */
export function plotDrawing(canvas: Canvas, options: PlotOptions): Drawing {
  return drawingOf(canvas, renderPlot(canvas, options));
}

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws marks whose positions are pixels. */
export function marksDrawing(canvas: Canvas, marks: readonly Markish[], size: Size): Drawing {
  const pixels = { type: "identity", axis: null } as const;
  return plotDrawing(canvas, { ...size, margin: 0, x: pixels, y: pixels, marks: [...marks] });
}

/** A chart as an element, with its scales. */
export type RenderedPlot = SVGSVGElement & PlotResult;

/** The chart itself, for those who need its scales before they make a drawing of it. */
export function renderPlot(canvas: Canvas, options: PlotOptions): RenderedPlot {
  // Without a legend or title option, which figures do themselves, the result is an SVG element.
  return canvas.Plot.plot({ ...options, document: canvas.document }) as RenderedPlot;
}

/** A chart as a piece of a figure: its elements without the frame that Plot puts around them. */
export function drawingOf(canvas: Canvas, plot: RenderedPlot): Drawing {
  const group = canvas.document.createElementNS("http://www.w3.org/2000/svg", "g");
  group.setAttribute("fill", "currentColor");
  group.setAttribute("font-size", String(fontSize));
  group.setAttribute("text-anchor", "middle");
  // The style sheet that Plot adds speaks about its own root element only.
  group.append(...[...plot.children].filter((child) => child.tagName !== "style"));
  return {
    width: Number(plot.getAttribute("width")),
    height: Number(plot.getAttribute("height")),
    body: canvas.serialize(group),
  };
}

/** Drawings below each other. */
export function stack(drawings: readonly Drawing[], gap = 0): Drawing {
  return grid(drawings, { columns: 1, columnGap: 0, rowGap: gap });
}

export interface GridOptions {
  readonly columns: number;
  readonly columnGap: number;
  readonly rowGap: number;
}

/** Drawings in rows from left to right. All take the room of the widest; a row is as high as its highest. */
export function grid(drawings: readonly Drawing[], options: GridOptions): Drawing {
  const { columns, columnGap, rowGap } = options;
  const cellWidth = Math.max(0, ...drawings.map(({ width }) => width));
  const parts: string[] = [];
  let top = 0;
  for (let first = 0; first < drawings.length; first += columns) {
    const row = drawings.slice(first, first + columns);
    if (first > 0) top += rowGap;
    parts.push(...row.map((drawing, at) => moved(drawing, at * (cellWidth + columnGap), top)));
    top += Math.max(...row.map(({ height }) => height));
  }
  const used = Math.min(columns, drawings.length);
  return {
    width: used * cellWidth + Math.max(0, used - 1) * columnGap,
    height: top,
    body: parts.join(""),
  };
}

/** The drawing's elements, with its upper left corner at (x, y). */
export function moved(drawing: Drawing, x: number, y: number): string {
  return `<g transform="translate(${x},${y})">${drawing.body}</g>`;
}

export interface TextOptions {
  readonly size?: number;
  readonly weight?: "normal" | "bold";
  readonly colour?: string;
  readonly anchor?: "start" | "middle" | "end";
}

/** One line of text whose baseline starts, or is centred, or ends at (x, y). */
export function textAt(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { size = fontSize, weight = "normal", colour = colours.ink, anchor = "start" } = options;
  const place = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`;
  const font = `font-size="${size}" font-weight="${weight}" fill="${colour}"`;
  return `<text ${place} ${font}>${escapeXml(text)}</text>`;
}

function round(pixels: number): number {
  return Math.round(100 * pixels) / 100;
}
