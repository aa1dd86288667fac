import { UsageError } from "../../core/errors.ts";
import type { GivenSettings } from "../../core/settings.ts";
import { typedSettings } from "../config/givenSettings.ts";
import { neededRange, rangeValues } from "./rangeValues.ts";

/** Keys with the values that they take, as a file has them: a list, or a range such as `1..5`. */
export type GivenFactors = Readonly<
  Record<string, string | readonly (string | number | boolean | readonly number[])[]>
>;

/** Keys with the values that they take, as they would be typed. */
export type Factors = Readonly<Record<string, readonly string[]>>;

/** So many trainings a sweep may have. */
export const mostCells = 10_000;

/**
 * Every value of every key.
 *
 * @throws {UsageError} when a key has none, or something else than values, or zipped keys are not equally many
 */
export function factorsOf(
  given: GivenSettings,
  { path, isZipped }: { readonly path: string; readonly isZipped: boolean },
): Factors {
  const factors = Object.entries(given).map(
    ([key, values]) => [key, valuesOf(key, values, path)] as const,
  );
  const [first, ...others] = factors;
  const other = isZipped
    ? others.find(([, values]) => values.length !== first?.[1].length)
    : undefined;
  if (first && other) {
    throw new UsageError(
      `Cannot use "${path}": zip advances ${first[0]} of ${first[1].length} values with ${other[0]} of ${other[1].length}, needs equally many`,
    );
  }
  return Object.fromEntries(factors);
}

function valuesOf(key: string, given: unknown, path: string): readonly string[] {
  const values = Array.isArray(given) ? given.map((value) => textOf(key, value, path)) : inRange();
  if (values.length === 0) {
    throw new UsageError(`Cannot use "${path}": ${key} has 0 values, needs at least 1`);
  }
  return values;

  function inRange(): readonly string[] {
    const range = typeof given === "string" ? rangeValues(given, mostCells) : undefined;
    if (range) return range;
    throw new UsageError(
      `Cannot use "${path}": ${key} is ${JSON.stringify(given)}, needs a list, or ${neededRange}`,
    );
  }
}

function textOf(key: string, value: unknown, path: string): string {
  return String(typedSettings({ [key]: value }, path)[key]);
}

/** One value for each of several keys. */
export type Point = Readonly<Record<string, string>>;

/** A point as it would be typed: `width=8 optimiser=adam`. */
export function pointText(point: Point): string {
  return Object.entries(point)
    .map(([key, value]) => `${key}=${value}`)
    .join(" ");
}

/** Every combination of the grid's values and the groups' steps; what stands last changes fastest. */
export function pointsOf(grid: Factors, zip: readonly Factors[]): readonly Point[] {
  const alone = Object.entries(grid).map(([key, values]) =>
    values.map((value) => ({ [key]: value })),
  );
  const groups = [...alone, ...zip.map(stepsOf)];
  return groups.reduce<readonly Point[]>(
    (points, group) => points.flatMap((point) => group.map((step) => ({ ...point, ...step }))),
    [{}],
  );
}

/** How many combinations there are, without making them. */
export function pointCount(grid: Factors, zip: readonly Factors[]): number {
  const counts = [
    ...Object.values(grid).map(({ length }) => length),
    ...zip.map((group) => stepsOf(group).length),
  ];
  return counts.reduce((product, count) => product * count, 1);
}

/** A group's keys with their first values, their second ones, … */
function stepsOf(group: Factors): readonly Point[] {
  const entries = Object.entries(group);
  const steps = entries[0]?.[1] ?? [""];
  return steps.map((_, step) =>
    Object.fromEntries(entries.map(([key, values]) => [key, values[step]!])),
  );
}
