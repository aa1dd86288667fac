import type { Markish } from "@observablehq/plot";
import { bandDomain } from "../bandDomain.ts";
import { type Canvas, loadCanvas } from "../canvas.ts";
import type { Drawing } from "../drawing.ts";
import { flatDomain } from "../flatDomain.ts";
import { seedTraces } from "../seedTraces.ts";
import { seriesChart } from "../seriesChart.ts";
import { colours, type SeriesStyle } from "../theme.ts";
import { epochAxis } from "./epochAxis.ts";
import type { QuantityParts, ReadingLine } from "./readingLines.ts";

type Styles = ReadonlyMap<string, SeriesStyle>;

/** A quantity of few layers, classes or runs over the epochs: lines, and what would be without learning behind them. */
export async function readingChart(parts: QuantityParts): Promise<Drawing> {
  const { quantity, format, lines } = parts;
  const canvas = await loadCanvas();
  const points = lines.flatMap(({ name, points }) =>
    points.map(({ epoch, y }) => ({ series: name, x: epoch, y })),
  );
  const { before, ...axis } = epochAxis(points.map(({ x }) => x));
  const hasColumn = hasUntrainedColumn(parts);
  const level = commonChance(lines);
  const isCommon = hasCommonChance(lines);
  const yDomain = yDomainOf(parts) ?? flatDomain([...valuesOf(parts), ...bandEndsOf(parts)]);
  return seriesChart(canvas, points, {
    ...axis,
    ...(hasColumn ? { xBefore: { x: before, name: "untrained" } } : {}),
    yLabel: quantity,
    yFormat: format,
    ...(yDomain ? { yDomain } : {}),
    ...referenceOf(parts, level),
    bands: [
      ...(hasColumn ? [] : untrainedLabel(parts)),
      ...(level === undefined ? chanceLabels(lines, isCommon) : []),
    ],
    behind: (styles) => [
      ...(hasColumn
        ? untrainedColumn(canvas, parts, { styles, x: before })
        : untrainedBand(canvas, parts)),
      ...(level === undefined ? chanceLines(canvas, lines, styles) : []),
      ...runTraces(canvas, lines, styles),
    ],
  });
}

/** Ends of the axis where some bands are cut off, else nothing. */
export function yDomainOf(parts: QuantityParts): readonly [number, number] | undefined {
  return bandDomain(valuesOf(parts), bandEndsOf(parts));
}

/** All numbers that are drawn, without their bands. */
function valuesOf({ lines, untrained, reference }: QuantityParts): number[] {
  const drawn = lines.flatMap(({ points }) =>
    points.flatMap(({ y, chance }) => [...y.values, ...(chance ?? [])]),
  );
  const levels = reference ? [reference.value] : [];
  const all = [...drawn, ...[...untrained.values()].flat(), ...levels];
  return all.filter((value) => Number.isFinite(value));
}

function bandEndsOf(parts: QuantityParts): number[] {
  const estimates = parts.lines.flatMap(({ points }) => points.map(({ y }) => y));
  const ends = estimates.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null);
  // Bands of shares are drawn from 0 to 1 at most, those of their differences wherever they reach.
  if (parts.format !== "percent" || estimates.some(({ mean }) => mean < 0)) return ends;
  return ends.map((end) => Math.max(0, Math.min(1, end)));
}

/** The probe's own level, or else the one level of chance. */
function referenceOf({ reference }: QuantityParts, level: number | undefined) {
  if (reference) return { reference };
  return level === undefined ? {} : { reference: { value: level, label: "chance" } };
}

function untrainedLabel({ lines, untrained }: QuantityParts) {
  const values = untrained.get(lines[0]!.subject) ?? [];
  if (values.length === 0) return [];
  return [{ text: "untrained", y: (Math.min(...values) + Math.max(...values)) / 2 }];
}

/** More names of chance would stand closer than what they name. */
const mostChances = 3;

/** At the last epoch that has one; of a few lines that each have their own chance, each by its name. */
function chanceLabels(lines: readonly ReadingLine[], isCommon: boolean) {
  const named = isCommon ? lines.slice(0, 1) : lines.length <= mostChances ? lines : [];
  return named.flatMap(({ name, points }) => {
    const last = points.findLast(({ chance }) => chance);
    if (!last?.chance) return [];
    const [low, high] = last.chance;
    const text = isCommon ? "chance" : `chance: ${name}`;
    return [{ text, x: last.epoch, y: (low + high) / 2 }];
  });
}

/** One band for all epochs can stand behind one line, or lines of the same thing; of several layers, bands would cover each other. */
function hasUntrainedColumn({ lines, untrained }: QuantityParts): boolean {
  return untrained.size > 0 && new Set(lines.map(({ subject }) => subject)).size > 1;
}

function untrainedBand({ Plot }: Canvas, { lines, untrained }: QuantityParts): Markish[] {
  const values = untrained.get(lines[0]!.subject) ?? [];
  if (values.length === 0) return [];
  const ends = [{ y1: Math.min(...values), y2: Math.max(...values) }];
  const grey = { fill: colours.faint, stroke: colours.faint, strokeWidth: 2 };
  return [Plot.rect(ends, { y1: "y1", y2: "y2", ...grey })];
}

/** Beside the first epoch, each in the look of its line, but hollow. */
function untrainedColumn(
  { Plot }: Canvas,
  { lines, untrained }: QuantityParts,
  { styles, x }: { readonly styles: Styles; readonly x: number },
): Markish[] {
  const isOneGroup = new Set(lines.map(({ group }) => group)).size === 1;
  return [...untrained].flatMap(([subject, values]) => {
    const line = lines.find((line) => line.subject === subject);
    if (!line || values.length === 0) return [];
    const style = styles.get(line.name)!;
    const stroke = isOneGroup ? style.colour : colours.soft;
    const ends = [{ y1: Math.min(...values), y2: Math.max(...values) }];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [
      Plot.ruleX(ends, { x: () => x, y1: "y1", y2: "y2", stroke, strokeWidth: 2 }),
      Plot.dot([mean], {
        x: () => x,
        y: (y: number) => y,
        symbol: style.symbol,
        r: 3.5,
        stroke,
        fill: colours.background,
      }),
    ];
  });
}

/** The one level of chance of all lines at all epochs, where it is one. */
function commonChance(lines: readonly ReadingLine[]): number | undefined {
  const ends = lines.flatMap(({ points }) => points.flatMap(({ chance }) => chance ?? []));
  const count = lines.reduce((sum, { points }) => sum + points.length, 0);
  return ends.length === 2 * count && ends.every((end) => end === ends[0]) ? ends[0] : undefined;
}

/** What would come out by chance at each epoch. */
function chancesOf({ points }: ReadingLine) {
  return points.flatMap(({ epoch, chance }) => (chance ? [{ epoch, chance }] : []));
}

function hasCommonChance(lines: readonly ReadingLine[]): boolean {
  return new Set(lines.map((line) => JSON.stringify(chancesOf(line)))).size === 1;
}

/** In the look of its line, unless it is the same for all. */
function chanceLines({ Plot }: Canvas, lines: readonly ReadingLine[], styles: Styles): Markish[] {
  const chances = lines.map((line) => ({
    stroke: styles.get(line.name)!.colour,
    known: chancesOf(line),
  }));
  const drawn = hasCommonChance(lines) ? [{ ...chances[0]!, stroke: colours.soft }] : chances;
  return drawn.flatMap(({ known, stroke }) =>
    ([0, 1] as const).map((end) =>
      Plot.lineY(known, {
        x: "epoch",
        y: ({ chance }: (typeof known)[number]) => chance[end],
        stroke,
        strokeDasharray: "1 4",
        strokeLinecap: "round",
        strokeWidth: 1.5,
      }),
    ),
  );
}

/** The single runs behind a mean. */
function runTraces(canvas: Canvas, lines: readonly ReadingLine[], styles: Styles): Markish[] {
  const values = lines.flatMap(({ name, points }) => {
    const runs = [...new Set(points.flatMap((point) => [...point.values.keys()]))];
    if (runs.length < 2) return [];
    return runs.flatMap((run, seed) =>
      points.flatMap(({ epoch, values }) => {
        if (!values.has(run)) return [];
        return [{ series: name, seed, epoch, value: values.get(run) ?? Number.NaN }];
      }),
    );
  });
  return seedTraces(canvas, values, styles);
}
