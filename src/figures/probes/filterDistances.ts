import { type Canvas, loadCanvas } from "../canvas.ts";
import { type ColourScale, colourScale } from "../colourScale.ts";
import { type Drawing, moved, stack, textAt } from "../drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "../figure.ts";
import { type Filter, filterImage } from "../filterImage.ts";
import { imageTile } from "../imageTile.ts";
import { colourRamp } from "../legend.ts";
import { numberSquare } from "../numberSquare.ts";
import { numberTexts } from "../numberText.ts";
import { fittingText } from "../text.ts";
import { colours } from "../theme.ts";
import { captionFor } from "./filters.ts";

/** The filters of two networks, and how far each of the one is from each of the other. */
export interface FilterDistances {
  /** What the networks are called: rows, columns. */
  readonly a: string;
  readonly b: string;
  readonly rows: readonly Filter[];
  readonly columns: readonly Filter[];
  /** Shape: [rows, columns] */
  readonly distances: readonly (readonly number[])[];
}

/** So many filters of each network are shown; the least distances are those among all. */
const mostFilters = 32;
/** In pixels. */
const nameRoom = 36;
const right = 62;
const largestCell = 36;
/** Narrower cells have no room for a number. */
const cellForNumber = 27;
const numberSize = 10.5;

/** Distances between the filters of two networks, with the filters beside the cells and the least of each row framed. */
export async function filterDistanceMap(
  pair: FilterDistances,
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const { a, b, rows, columns, distances } = pair;
  const data = distances.flatMap((row, i) =>
    row.map((distance, j) => ({ a, i, b, j, distance, nearest: distance === leastOf(row) })),
  );
  const isCut = Math.max(rows.length, columns.length) > mostFilters;
  const defaults: FigureText = {
    id: "filters-distances",
    title: `Distances between the filters of ${a} and ${b}`,
    caption: `Euclidean distance between each filter of ${a} (rows) and each of ${b} (columns), the filters as they are. The frame is around the nearest in each row; its distance, S_i = min_j E_ij, stands at the right, and that of the nearest in each column below. ${captionFor(rows[0]?.channels ?? 1)}`,
    subtitle: isCut
      ? `The first ${mostFilters} filters of each; the least distances are those among all`
      : `${rows.length} and ${columns.length} filters`,
  };
  return figureOf({ ...defaults, ...text }, drawingOf(canvas, pair), data);
}

function drawingOf(canvas: Canvas, pair: FilterDistances): Drawing {
  const all = pair.distances.flat();
  const [least, most] = [leastOf(all), Math.max(...all)];
  const scale = colourScale(canvas, [least, most > least ? most : least + 1], {
    scheme: "sequential",
  });
  const textOf = numberTexts(all, "number");
  const valueAt = (at: number) => least + at * (scale.domain[1] - least);
  const ticks = [0, 0.5, 1].map((at) => ({ at, text: textOf(valueAt(at)) }));
  const ramp = colourRamp("Euclidean distance", (at) => scale.colourOf(valueAt(at)), ticks);
  return stack([ramp, mapOf(pair, scale, textOf)], 10);
}

type TextOf = (value: number) => string;

function mapOf(pair: FilterDistances, scale: ColourScale, textOf: TextOf): Drawing {
  const { rows, columns, distances } = pair;
  const [height, width] = [rows, columns].map(({ length }) => Math.min(mostFilters, length));
  // Beside the cells there is a column of filters, as wide as a cell, and a name.
  const room = innerWidth - nameRoom - right;
  const cell = Math.min(largestCell, Math.floor(room / (width! + 1)));
  const corner = nameRoom + cell;
  const [x, y] = [(j: number) => corner + j * cell, (i: number) => corner + i * cell];
  const squares = distances
    .slice(0, height)
    .flatMap((row, i) =>
      row
        .slice(0, width)
        .map((value, j) => squareAt({ x: x(j), y: y(i), cell, value }, scale, textOf)),
    );
  const frames = distances.slice(0, height).map((row, i) => {
    const j = row.indexOf(leastOf(row));
    return j < width! ? frameAt(x(j), y(i), cell) : "";
  });
  const body = [
    ...squares,
    ...frames,
    ...rows.slice(0, height).map((own, i) => tileAt(own, x(0) - cell - 4, y(i), cell)),
    ...columns.slice(0, width).map((own, j) => tileAt(own, x(j), y(0) - cell - 4, cell)),
    ...leastTexts(pair, { x, y, cell, height: height!, width: width! }, textOf),
    ...namesAround(pair, { x, y, cell, height: height!, width: width! }),
  ];
  return { width: x(width!) + right, height: y(height!) + 24, body: body.join("") };
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly value: number;
}

function squareAt({ x, y, cell, value }: Square, scale: ColourScale, textOf: TextOf): string {
  const text = cell < cellForNumber ? "" : textOf(value);
  const side = cell - 1;
  return numberSquare(
    { x, y, width: side, height: side, value, text, textSize: numberSize },
    scale,
  );
}

/** White within black, so that it is seen on every colour. */
function frameAt(x: number, y: number, cell: number): string {
  const rect = (inset: number, stroke: string, width: number) =>
    `<rect x="${x + inset}" y="${y + inset}" width="${cell - 1 - 2 * inset}" height="${cell - 1 - 2 * inset}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
  return rect(0.5, "black", 3) + rect(1.5, "white", 1.5);
}

function tileAt(filter: Filter, x: number, y: number, cell: number): string {
  const tile = imageTile({
    image: filterImage(filter),
    emphasis: "none",
    size: cell - 6,
    description: "a filter",
  });
  return moved(tile, x, y);
}

interface Places {
  readonly x: (column: number) => number;
  readonly y: (row: number) => number;
  readonly cell: number;
  readonly height: number;
  readonly width: number;
}

/** Narrow cells have room for every second or third number below. */
function leastTexts(
  { distances, columns }: FilterDistances,
  { x, y, cell, height, width }: Places,
  textOf: TextOf,
): string[] {
  const every = Math.ceil(30 / cell);
  const size = Math.min(numberSize, cell - 4);
  const ofRows = distances
    .slice(0, height)
    .map((row, i) => textAt(x(width) + 8, y(i) + cell / 2 + 4, textOf(leastOf(row)), { size }));
  const ofColumns = columns.slice(0, width).map((_, j) => {
    if (j % every !== 0) return "";
    const least = leastOf(distances.map((row) => row[j]!));
    const middle = x(j) + cell / 2;
    return textAt(middle, y(height) + 15, textOf(least), { size: numberSize, anchor: "middle" });
  });
  return [...ofRows, ...ofColumns];
}

function namesAround({ a, b }: FilterDistances, { x, y, cell, height, width }: Places): string[] {
  const soft = { colour: colours.soft, anchor: "middle" } as const;
  const nameA = fittingText(`filters of ${a}`, 12, height * cell + 60);
  const nameB = fittingText(`filters of ${b}`, 12, width * cell + 120);
  return [
    textAt(x(width / 2), 18, nameB, soft),
    `<g transform="translate(14,${y(height / 2)}) rotate(-90)">${textAt(0, 0, nameA, soft)}</g>`,
    textAt(x(width) + 8, y(0) - 8, "nearest", { colour: colours.soft, size: 11 }),
    textAt(x(0) - 8, y(height) + 15, "nearest", { ...soft, anchor: "end", size: 11 }),
  ];
}

function leastOf(values: readonly number[]): number {
  return Math.min(...values);
}
