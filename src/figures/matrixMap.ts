import type { Markish } from "@observablehq/plot";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { type ColourScale, type ColourScheme, colourScale } from "./colourScale.ts";
import { type Drawing, fontSize, grid, plotDrawing, stack } from "./drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { colourRamp } from "./legend.ts";
import { type NumberFormat, numberTexts, sizeTexts } from "./numberText.ts";
import { textWidth } from "./text.ts";
import { colours } from "./theme.ts";

/** One square of a map. */
export interface MatrixCell {
  /** The matrix that it is of; nothing is written above one whose name is empty. */
  readonly panel: string;
  /** Its column. Columns and rows stand in order of first appearance. */
  readonly x: string;
  /** Its row. */
  readonly y: string;
  /** Null where there is none: grey. */
  readonly value: number | null;
}

export interface MatrixMapOptions extends FigureText {
  readonly xLabel: string;
  readonly yLabel: string;
  /** What the colours stand for. */
  readonly valueLabel: string;
  /** Ends of the colour scale, where values beyond are coloured; by default those of the values. */
  readonly domain?: readonly [low: number, high: number];
  readonly scheme?: ColourScheme;
  /** Whether equal ratios of numbers are equally far apart on the scale of colours; what is not above 0 has the colour of its low end. */
  readonly isLogarithmic?: boolean;
  readonly format?: NumberFormat;
  /** Behind the point of the numbers; by default as many as tell the values apart. */
  readonly digits?: number;
}

/**
 * Matrices of numbers side by side under one scale of colours, with the numbers where there is room for them.
 *
 * @throws {RangeError} when there is no cell
 */
export async function matrixMap(
  cells: readonly MatrixCell[],
  options: MatrixMapOptions,
): Promise<Figure> {
  const { xLabel, yLabel, valueLabel, domain, scheme, isLogarithmic, format, digits, ...text } =
    options;
  const drawing = await matrixDrawing(cells, options);
  return figureOf(
    text,
    drawing,
    cells.map(({ panel, x, y, value }) => ({ panel, x, y, value })),
  );
}

/** What a map is told besides the words around it. */
export type MatrixDrawingOptions = Omit<MatrixMapOptions, keyof FigureText>;

/** The same without its frame, for figures with data of their own. */
export async function matrixDrawing(
  cells: readonly MatrixCell[],
  options: MatrixDrawingOptions,
): Promise<Drawing> {
  const { format = "number", digits, domain, scheme = "sequential", ...labels } = options;
  const canvas = await loadCanvas();
  const values = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const isLogarithmic = options.isLogarithmic === true && new Set(positive).size > 1;
  const ends = domain ?? endsOf(isLogarithmic ? positive : values, scheme);
  const scale = colourScale(canvas, ends, { scheme, isLogarithmic });
  const textOf = isLogarithmic ? sizeTexts(format) : numberTexts(values, format, digits);
  const layout = layoutOf(cells, textOf, labels.yLabel);
  const panels = [...groupBy(cells, ({ panel }) => panel).values()].map((own) =>
    panelDrawing(canvas, own, { ...layout, ...labels, scale, textOf }),
  );
  const maps = grid(panels, { columns: layout.perRow, columnGap, rowGap: 12 });
  return stack([rampOf(labels.valueLabel, scale, textOf), maps], 10);
}

const columnGap = 20;
const numberSize = 11;
const nameSize = 13;
/** Widest and highest that a square becomes, and the lowest in which a number can be read, in pixels. */
const [widest, highest, lowest] = [72, 26, 17];
/** Beyond this height rows become lower. */
const comfortableHeight = 520;

interface Layout {
  readonly perRow: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly left: number;
  readonly bottom: number;
  /** Whether the columns' names stand on end. */
  readonly turned: boolean;
  readonly showsNumbers: boolean;
}

interface PanelOptions extends Layout {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly scale: ColourScale;
  readonly textOf: (value: number) => string;
}

/** As many panels in a row as leave room for the numbers, or, where there never is, for colours. */
function layoutOf(
  cells: readonly MatrixCell[],
  textOf: (value: number) => string,
  yLabel: string,
): Layout {
  const panels = [...groupBy(cells, ({ panel }) => panel).values()];
  const columns = Math.max(...panels.map((own) => namesOf(own, "x").length));
  const xNames = namesOf(cells, "x");
  const numberWidth = widthOfAll(
    cells.map(({ value }) => (value === null ? "" : textOf(value))),
    numberSize,
  );
  const left = Math.ceil(widthOfAll(namesOf(cells, "y"), fontSize)) + (yLabel === "" ? 10 : 28);
  const room = (perRow: number) => (innerWidth - columnGap * (perRow - 1)) / perRow - left - 2;
  const counts = Array.from({ length: Math.min(4, panels.length) }, (_, index) => index + 1);
  const perRow = counts.findLast((count) => room(count) / columns >= numberWidth + 4) ?? 1;
  const cellWidth = Math.min(widest, room(perRow) / columns);
  const showsNumbers = cellWidth >= numberWidth + 2;
  const isSquare = `${xNames}` === `${namesOf(cells, "y")}`;
  const rows = Math.max(...panels.map((own) => namesOf(own, "y").length));
  const evenly = isSquare ? Math.min(40, cellWidth) : Math.min(highest, comfortableHeight / rows);
  const cellHeight = Math.max(evenly, showsNumbers ? lowest : 2);
  const nameWidth = widthOfAll(xNames, fontSize);
  const turned = nameWidth > cellWidth - 3 && xNames.some((name) => Number.isNaN(Number(name)));
  return {
    perRow,
    cellWidth,
    cellHeight,
    left,
    bottom: turned ? Math.ceil(nameWidth) + 32 : 40,
    turned,
    showsNumbers,
  };
}

function namesOf(cells: readonly MatrixCell[], axis: "x" | "y"): string[] {
  return [...new Set(cells.map((cell) => cell[axis]))];
}

function widthOfAll(texts: readonly string[], size: number): number {
  return Math.max(...texts.map((text) => textWidth(text, size)));
}

function panelDrawing(
  canvas: Canvas,
  cells: readonly MatrixCell[],
  options: PanelOptions,
): Drawing {
  const { left, bottom, turned, cellHeight, cellWidth } = options;
  const [xs, ys] = [namesOf(cells, "x"), namesOf(cells, "y")];
  const top = cells[0]!.panel === "" ? 6 : 26;
  const axis = { label: null, tickSize: 0, tickPadding: 6 };
  const padding = isTight(cellWidth) ? 0 : 0.05;
  return plotDrawing(canvas, {
    width: left + 2 + cellWidth * xs.length,
    height: top + bottom + cellHeight * ys.length,
    marginLeft: left,
    marginRight: 2,
    marginTop: top,
    marginBottom: bottom,
    x: {
      type: "band",
      domain: xs,
      padding,
      ...axis,
      ticks: turned
        ? everyFor(xs, 14, cellWidth)
        : everyFor(xs, widthOfAll(xs, fontSize) + 5, cellWidth),
      ...(turned ? { tickRotate: -90 } : {}),
    },
    y: { type: "band", domain: ys, padding, ...axis, ticks: everyFor(ys, 13, cellHeight) },
    marks: panelMarks(canvas, cells, options),
  });
}

/** Whether squares are too narrow for gaps. */
function isTight(cellWidth: number): boolean {
  return cellWidth <= 14;
}

/** As many of the names as have room beside each other, the first and the last among them. */
function everyFor(names: readonly string[], needed: number, given: number): string[] {
  const step = Math.ceil(needed / given);
  const last = names.length - 1;
  return names.filter((_, index) => index === last || (index % step === 0 && index <= last - step));
}

function panelMarks(
  { Plot }: Canvas,
  cells: readonly MatrixCell[],
  { scale, textOf, xLabel, yLabel, left, bottom, showsNumbers, cellWidth }: PanelOptions,
): Markish[] {
  const soft = { fill: colours.soft };
  const known = cells.flatMap(({ value, ...cell }) => (value === null ? [] : [{ ...cell, value }]));
  const missing = cells.filter(({ value }) => value === null);
  type Known = (typeof known)[number];
  // Between squares without a gap the page would shine through.
  const place = { x: "x", y: "y", shapeRendering: isTight(cellWidth) ? "crispEdges" : "auto" };
  return [
    Plot.cell(missing, { ...place, fill: colours.faint }),
    Plot.cell(known, { ...place, fill: ({ value }: Known) => scale.colourOf(value) }),
    Plot.text(showsNumbers ? known : [], {
      ...place,
      text: ({ value }: Known) => textOf(value),
      fill: ({ value }: Known) => scale.inkOn(value),
      fontSize: numberSize,
    }),
    Plot.text([cells[0]!.panel], {
      frameAnchor: "top-left",
      dy: -20,
      fontSize: nameSize,
      fontWeight: "bold",
    }),
    Plot.text([xLabel], { ...soft, frameAnchor: "bottom", dy: bottom - 6 }),
    Plot.text([yLabel], {
      ...soft,
      frameAnchor: "left",
      textAnchor: "middle",
      dx: 10 - left,
      rotate: -90,
    }),
  ];
}

function rampOf(label: string, scale: ColourScale, textOf: (value: number) => string): Drawing {
  const ticks = [0, 0.5, 1].map((at) => ({ at, text: textOf(scale.valueAt(at)) }));
  return colourRamp(label, (at) => scale.colourOf(scale.valueAt(at)), ticks);
}

/** Around the values; on both sides of 0 as far where colours diverge from there. Never of no length. */
function endsOf(values: readonly number[], scheme: ColourScheme): readonly [number, number] {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return scheme === "diverging" ? [-1, 1] : [0, 1];
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  if (scheme === "diverging") {
    const end = Math.max(-least, most) || 1;
    return [-end, end];
  }
  if (least < most) return [least, most];
  return least === 0 ? [0, 1] : [least - Math.abs(least) / 2, least + Math.abs(least) / 2];
}
