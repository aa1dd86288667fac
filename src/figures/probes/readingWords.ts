import type { DataRow } from "../../core/csv.ts";
import { epochsText } from "../epochsText.ts";
import { groupBy } from "../groupBy.ts";
import { yDomainOf } from "./readingChart.ts";
import {
  type QuantityParts,
  type ReadingLine,
  type ReadingRow,
  subjectOf,
  type UntrainedRow,
} from "./readingLines.ts";

/** How a quantity is drawn. */
export type ReadingShape = "lines" | "map" | "dots";

export interface CaptionOptions {
  readonly rows: readonly ReadingRow[];
  readonly shape: ReadingShape;
  /** Sentences of the probe's own. */
  readonly more: string | undefined;
}

/** How the picture of a quantity is read: only what stands in it. */
export function readingCaption(
  parts: QuantityParts,
  { rows, shape, more = "" }: CaptionOptions,
): string {
  const sentences = [
    firstSentence(parts, shape),
    intervalSentence(parts.lines, shape),
    leftOutSentence(parts.lines, rows),
    untrainedSentence(parts, shape),
    shape !== "map" && hasChance(parts.lines)
      ? "Dotted is what would come out if there were nothing to find."
      : "",
    shape === "lines" && yDomainOf(parts)
      ? "Bands that reach far beyond all numbers are cut off."
      : "",
    shape === "map" && parts.isLogarithmic ? "The colours are on a logarithmic scale." : "",
    missingSentence(rows, shape),
    more,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function firstSentence({ quantity, lines }: QuantityParts, shape: ReadingShape): string {
  if (shape === "lines") return `${capital(quantity)} at the epochs at which it was measured.`;
  if (shape === "dots") return `${capital(quantity)} at the one epoch at which it was measured.`;
  const hasLayers = lines.some(({ layer }) => layer !== undefined);
  const order = hasLayers ? "layers in rows, from the input down to the output" : "one row each";
  return `${capital(quantity)}: ${order}; in columns, the epochs at which it was measured.`;
}

function capital(words: string): string {
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}

function intervalSentence(lines: readonly ReadingLine[], shape: ReadingShape): string {
  const points = lines.flatMap(({ points }) => points);
  const isMean = points.some(({ values }) => values.size > 1);
  if (shape === "map") {
    return isMean ? "Numbers are means over runs that differ in their seed alone." : "";
  }
  const [mark, single] =
    shape === "lines"
      ? ["band", "single runs as thin lines"]
      : ["bar", "single runs as small dots"];
  if (isMean) {
    return `Means over runs that differ in their seed alone, with a ${mark} for the 95% confidence interval of the mean (Student t), and ${single}.`;
  }
  const isKnown = points.some(({ y }) => y.low !== null);
  return isKnown ? `Each ${mark} is the 95% confidence interval of what was measured.` : "";
}

/** Epochs that the mean over runs leaves out. */
function leftOutSentence(lines: readonly ReadingLine[], rows: readonly ReadingRow[]): string {
  const shown = new Set(lines.flatMap(({ points }) => points.map(({ epoch }) => epoch)));
  const left = [...new Set(rows.map(({ epoch }) => epoch))].filter((epoch) => !shown.has(epoch));
  if (left.length === 0) return "";
  const epochs = left.sort((a, b) => a - b).join(", ");
  return `Left out: epoch${left.length === 1 ? "" : "s"} ${epochs}, at which not all runs were asked.`;
}

function untrainedSentence({ lines, untrained }: QuantityParts, shape: ReadingShape): string {
  const count = Math.max(0, ...[...untrained.values()].map((values) => values.length));
  if (count === 0) return "";
  const networks = `${count === 1 ? "one network" : `${count} networks`} with fresh random parameters`;
  if (shape === "map") return `Under “untrained” stands the mean of ${networks}.`;
  const isColumn = new Set(lines.map(({ subject }) => subject)).size > 1;
  if (shape === "lines" && isColumn) {
    return `Under “untrained” stands, hollow, the mean of ${networks}, with a line from the smallest to the largest.`;
  }
  return `Grey reaches from the smallest to the largest of ${networks}.`;
}

function hasChance(lines: readonly ReadingLine[]): boolean {
  return lines.some(({ points }) => points.some(({ chance }) => chance));
}

const emptyPlaces: { readonly [Shape in ReadingShape]: string } = {
  lines: "Gaps",
  map: "Grey squares",
  dots: "Rows without a dot",
};

/** So many places are named. */
const mostPlaces = 4;

/** Where there is no number, and why. */
function missingSentence(rows: readonly ReadingRow[], shape: ReadingShape): string {
  const missing = rows.filter(({ value }) => value === null);
  if (missing.length === 0) return "";
  const reasons = groupBy(missing, ({ reason = "no reason was given" }) => reason);
  const places = [...reasons].map(([reason, own]) => `${reason} (${placesText(own)})`);
  return `${emptyPlaces[shape]} have no number: ${places.join("; ")}.`;
}

function placesText(rows: readonly ReadingRow[]): string {
  const subjects = [...new Set(rows.map(subjectOf))].filter((subject) => subject !== "");
  const named = subjects.slice(0, mostPlaces);
  const others = subjects.length > mostPlaces ? [`${subjects.length - mostPlaces} more`] : [];
  const epochs = epochsText(rows.map(({ epoch }) => epoch));
  return [...named, ...others, epochs].join(", ");
}

/** The readings as a table; untrained networks have neither seed nor epoch. */
export function readingData(
  rows: readonly ReadingRow[],
  untrained: readonly UntrainedRow[],
): DataRow[] {
  return [
    ...rows.map((row) => rowOf(row)),
    ...untrained.map((row) => rowOf({ ...row, run: "untrained" })),
  ];
}

function rowOf(row: UntrainedRow & Partial<ReadingRow>): DataRow {
  const { run = null, group = null, seed = null, epoch = null } = row;
  const { layer = null, of = null, low = null, high = null, reason = null } = row;
  const [chanceLow, chanceHigh] = row.chance ?? [null, null];
  const { quantity, value } = row;
  return {
    ...{ run, group, seed, epoch, quantity, layer, of },
    ...{ value, low, high, chanceLow, chanceHigh, reason },
  };
}
