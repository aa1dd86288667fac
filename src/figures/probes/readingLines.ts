import type { Reading } from "../../core/reading.ts";
import { type Estimate, estimateOf } from "../../core/statistics.ts";
import { groupBy } from "../groupBy.ts";
import type { NumberFormat } from "../numberText.ts";

/** A number that a probe found in a run at an epoch. */
export interface ReadingRow extends Reading {
  /** What the run is called. */
  readonly run: string;
  /** What runs are called together that differ in their seed alone: their mean is drawn. */
  readonly group?: string | undefined;
  readonly seed: number;
  /** 0 is the initialisation. */
  readonly epoch: number;
}

/** What a network answers that has learned nothing. */
export type UntrainedRow = Pick<ReadingRow, "quantity" | "layer" | "of" | "value">;

type Ends = readonly [low: number, high: number];

/** What one line shows: a layer, a class or the whole network, of one run or of those that differ in their seed alone. */
export interface ReadingLine {
  readonly name: string;
  readonly group: string;
  /** Layer and what else, in words; empty for the whole network. */
  readonly subject: string;
  readonly layer: string | undefined;
  readonly of: string | undefined;
  readonly points: readonly LinePoint[];
}

/** What a line says of an epoch. */
export interface LinePoint {
  readonly epoch: number;
  /** Of the runs that have a value; of none where none has. */
  readonly y: Estimate;
  readonly chance: Ends | undefined;
  /** By run. */
  readonly values: ReadonlyMap<string, number | null>;
}

/** All that is drawn of one quantity. */
export interface QuantityParts {
  readonly quantity: string;
  readonly format: NumberFormat;
  readonly lines: readonly ReadingLine[];
  /** What networks answer that have learned nothing, by subject. */
  readonly untrained: ReadonlyMap<string, readonly number[]>;
  /** Whether a map's colours stand for logarithms. */
  readonly isLogarithmic: boolean;
  /** A level to compare with. */
  readonly reference: ReferenceLevel | undefined;
}

/** A level to compare with, and what it is called. */
export interface ReferenceLevel {
  readonly value: number;
  readonly label: string;
}

/**
 * The lines of one quantity, in order of first appearance. Runs of one group have a mean at the epochs alone at which all
 * of them were asked: with fewer runs it would jump.
 */
export function readingLines(rows: readonly ReadingRow[]): ReadingLine[] {
  const groups = new Set(rows.map(groupOf));
  const subjects = new Set(rows.map(subjectOf));
  const lines = groupBy(rows, (row) => JSON.stringify([groupOf(row), row.layer, row.of]));
  return [...lines.values()].map((own) => {
    const first = own[0]!;
    const [group, subject] = [groupOf(first), subjectOf(first)];
    const words = [groups.size > 1 ? group : "", subjects.size > 1 ? subject : ""];
    const name = words.filter((word) => word !== "").join(", ");
    return {
      name: name || subject || first.quantity,
      group,
      subject,
      layer: first.layer,
      of: first.of,
      points: pointsOf(own),
    };
  });
}

/** Layer and what else, in words. */
export function subjectOf({ layer, of }: Pick<ReadingRow, "layer" | "of">): string {
  return [layer, of].filter((word) => word !== undefined).join(", ");
}

function groupOf({ group, run }: ReadingRow): string {
  return group ?? run;
}

function pointsOf(rows: readonly ReadingRow[]): LinePoint[] {
  const epochs = [...groupBy(rows, ({ epoch }) => String(epoch)).values()];
  const runs = new Set(rows.map(({ run }) => run)).size;
  const common = epochs.filter((own) => own.length >= runs);
  const points = (common.length > 0 ? common : epochs).map((own) => ({
    epoch: own[0]!.epoch,
    y: estimateOfRows(own),
    chance: meanEnds(own.flatMap(({ chance }) => (chance ? [chance] : []))),
    values: new Map(own.map(({ run, value }) => [run, value] as const)),
  }));
  return points.sort((a, b) => a.epoch - b.epoch);
}

/** Over runs where there are several, else with the interval that the probe gave. */
function estimateOfRows(rows: readonly ReadingRow[]): Estimate {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return { mean: Number.NaN, low: null, high: null, n: 0, values };
  if (rows.length > 1) return estimateOf(values);
  const { low = null, high = null } = rows[0]!;
  return { mean: values[0]!, low, high, n: 1, values };
}

function meanEnds(ends: readonly Ends[]): Ends | undefined {
  if (ends.length === 0) return undefined;
  const meanOf = (at: 0 | 1) => ends.reduce((sum, end) => sum + end[at], 0) / ends.length;
  return [meanOf(0), meanOf(1)];
}
