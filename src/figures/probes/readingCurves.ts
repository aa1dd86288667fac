import type { Drawing } from "../drawing.ts";
import { intervalNote, seedsNote } from "../estimates.ts";
import { type Figure, figureOf } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import type { NumberFormat } from "../numberText.ts";
import { readingChart } from "./readingChart.ts";
import { readingDots } from "./readingDots.ts";
import {
  type QuantityParts,
  type ReadingLine,
  type ReadingRow,
  type ReferenceLevel,
  readingLines,
  subjectOf,
  type UntrainedRow,
} from "./readingLines.ts";
import { readingMap } from "./readingMap.ts";
import { type ReadingShape, readingCaption, readingData } from "./readingWords.ts";

export interface ReadingCurvesOptions {
  /** Of the probe; the figures' ids begin with it. */
  readonly id: string;
  readonly untrained?: readonly UntrainedRow[];
  /** What stands before each quantity, such as the probe's title. */
  readonly title?: string;
  /** What stands above a picture instead of title and quantity: what is to be seen in it. */
  readonly headline?: string;
  /** The same by quantity, where there are several. */
  readonly headlines?: Readonly<Record<string, string>>;
  /** Which data, how many images. */
  readonly subtitle?: string;
  /** Added to the words on how to read every picture. */
  readonly caption?: string;
  /** What a quantity is, by its name: stands under its own picture alone. */
  readonly captions?: Readonly<Record<string, string>>;
  /** How quantities are written, by name; those not named as plain numbers. */
  readonly formats?: Readonly<Record<string, NumberFormat>>;
  /** The least and the most that a quantity can be: intervals reach no further. */
  readonly bounds?: Readonly<Record<string, readonly [least: number, most: number]>>;
  /** Quantities of many sizes: maps of them have a logarithmic scale of colours. */
  readonly logarithmic?: readonly string[];
  /** Levels to compare with, by quantity. */
  readonly references?: Readonly<Record<string, ReferenceLevel>>;
}

/** More lines would hide each other. */
const mostLines = 7;

const drawings: { readonly [Shape in ReadingShape]: (parts: QuantityParts) => Promise<Drawing> } = {
  lines: readingChart,
  map: readingMap,
  dots: readingDots,
};

/**
 * Every quantity of a probe over the epochs, one figure each: lines where there are few, else a map of numbers whose rows
 * are layers, classes or runs; and dots where all was measured at one epoch. Runs of one group are drawn as their mean,
 * with the 95 % interval over seeds. What has no number anywhere, or is 0 everywhere, is no picture.
 */
export async function readingCurves(
  rows: readonly ReadingRow[],
  options: ReadingCurvesOptions,
): Promise<Figure[]> {
  const taken = new Set<string>();
  const figures: Figure[] = [];
  const groups = groupBy(rows, keyOf);
  for (const [key, own] of groups) {
    if (emptinessOf(own)) continue;
    const { quantity, of } = own[0]!;
    const untrained = (options.untrained ?? []).filter((row) => keyOf(row) === key);
    const id = freeId(`${options.id}-${wordsOf(quantity)}`, taken);
    const isPart = of !== undefined && groups.has(keyOf({ quantity, value: null }));
    const what = isPart ? `${quantity}, one by one` : quantity;
    figures.push(await quantityFigure(own, { ...options, id, untrained, what }));
  }
  return figures;
}

/** Why there is nothing to draw of some readings: they have no number, or all are 0. */
export function emptinessOf(
  rows: readonly Pick<ReadingRow, "value">[],
): "no number" | "all 0" | undefined {
  if (rows.every(({ value }) => value === null)) return "no number";
  return rows.every(({ value }) => value === null || value === 0) ? "all 0" : undefined;
}

/** An interval of a mean that takes numbers for normal may reach beyond what can be. */
function withinBounds(
  lines: readonly ReadingLine[],
  [least, most]: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): ReadingLine[] {
  const cut = (end: number | null) => (end === null ? null : Math.min(most, Math.max(least, end)));
  return lines.map((line) => ({
    ...line,
    points: line.points.map((point) => ({
      ...point,
      y: { ...point.y, low: cut(point.y.low), high: cut(point.y.high) },
    })),
  }));
}

/** What is said of the whole and of its parts is not drawn into one picture. */
function keyOf({ quantity, of }: UntrainedRow): string {
  return JSON.stringify([quantity, of !== undefined]);
}

function wordsOf(quantity: string): string {
  const words = quantity.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-+|-+$/g, "") || "quantity";
}

/** The second figure of a name has a number behind it. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
  taken.add(free);
  return free;
}

async function quantityFigure(
  rows: readonly ReadingRow[],
  options: ReadingCurvesOptions & {
    readonly untrained: readonly UntrainedRow[];
    readonly what: string;
  },
): Promise<Figure> {
  const { quantity } = rows[0]!;
  const lines = withinBounds(readingLines(rows), options.bounds?.[quantity]);
  const parts: QuantityParts = {
    quantity,
    format: options.formats?.[quantity] ?? "number",
    lines,
    untrained: valuesOf(options.untrained),
    isLogarithmic: options.logarithmic?.includes(quantity) ?? false,
    reference: options.references?.[quantity],
  };
  const shape = shapeOf(lines);
  const own = options.captions?.[options.what] ?? options.captions?.[quantity];
  const more = [own, options.caption].filter((words) => words).join(" ");
  const text = {
    id: options.id,
    title: titleOf(options),
    subtitle: [options.subtitle, noteOf(lines, shape)].filter((note) => note).join(". "),
    caption: readingCaption(parts, { rows, shape, more }),
  };
  return figureOf(text, await drawings[shape](parts), readingData(rows, options.untrained));
}

function titleOf({
  title,
  what,
  headline,
  headlines = {},
}: ReadingCurvesOptions & { readonly what: string }): string {
  const own = headlines[what] ?? headline;
  if (own !== undefined) return own;
  const isSaid = title === undefined || title.toLowerCase() === what.toLowerCase();
  const words = isSaid ? what : `${title}: ${what}`;
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}

function valuesOf(rows: readonly UntrainedRow[]): ReadonlyMap<string, readonly number[]> {
  const subjects = [...groupBy(rows, subjectOf)];
  return new Map(
    subjects.map(([subject, own]) => [
      subject,
      own.flatMap(({ value }) => (value === null ? [] : [value])),
    ]),
  );
}

function shapeOf(lines: readonly ReadingLine[]): ReadingShape {
  const epochs = new Set(lines.flatMap(({ points }) => points.map(({ epoch }) => epoch)));
  if (epochs.size === 1) return "dots";
  return lines.length > mostLines ? "map" : "lines";
}

function noteOf(lines: readonly ReadingLine[], shape: ReadingShape): string {
  const points = lines.flatMap(({ points }) => points);
  const estimates = points.map(({ y }) => y).filter(({ n }) => n > 0);
  if (estimates.length === 0) return "";
  if (shape === "map") return seedsNote(estimates);
  const note = intervalNote(estimates, shape === "dots" ? "bar" : "band");
  return shape === "dots" ? `Epoch ${points[0]!.epoch}. ${note}` : note;
}

export type { ReadingRow, UntrainedRow } from "./readingLines.ts";
