import { z } from "zod";
import { UsageError } from "./errors.ts";
import { needs } from "./suggest.ts";

/**
 * One key of a study: how its value is read, what it is when nothing is said, and what it means.
 *
 * @source own design
 */
export interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly default: T;
  readonly description: string;
  /** What a value must be, as error messages say it. */
  readonly needs: string;
}

/** All keys of a study. */
export type SettingsSchema<Settings> = {
  readonly [Key in keyof Settings]-?: Setting<Settings[Key]>;
};

/** The ends of a range. */
export type Range = readonly [low: number, high: number];

/** Values as they come from a command line or a file. */
export type GivenSettings = Readonly<Record<string, unknown>>;

/**
 * Every key with its value: the given one where there is one, else the default.
 *
 * @throws {UsageError} when a key does not exist or a value is not what it needs
 */
export function resolveSettings<Settings extends object>(
  study: string,
  schema: SettingsSchema<Settings>,
  { given, preset = {} }: { readonly given: GivenSettings; readonly preset?: Partial<Settings> },
): Settings {
  const keys = Object.keys(schema) as (keyof Settings & string)[];
  for (const key of Object.keys(given)) {
    if (!keys.some((known) => known === key)) {
      throw new UsageError(
        `Cannot set "${key}" of "${study}": there is no such key, ${needs(key, keys)}`,
      );
    }
  }
  const resolved = keys.map((key) => {
    const setting = schema[key];
    if (!(key in given)) return [key, preset[key] ?? setting.default];
    const parsed = setting.schema.safeParse(given[key]);
    if (!parsed.success) {
      throw new UsageError(
        `Cannot set ${key} of "${study}": "${String(given[key])}" was given, needs ${setting.needs}`,
      );
    }
    return [key, parsed.data];
  });
  return Object.fromEntries(resolved) as Settings;
}

/** A whole number from `least`. */
export function wholeNumber(least: number, value: number, description: string): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().int().min(least)),
    default: value,
    description,
    needs: `a whole number >= ${least}`,
  };
}

/** A number above 0, such as a learning rate. */
export function positiveNumber(value: number, description: string): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().positive()),
    default: value,
    description,
    needs: "a number above 0",
  };
}

/** A number from 0, such as a weight decay. */
export function amount(value: number, description: string): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().min(0)),
    default: value,
    description,
    needs: "a number >= 0",
  };
}

/** A whole number of a span, both ends included, such as an extent that memory has room for. */
export function wholeNumberWithin(
  [least, greatest]: Range,
  value: number,
  description: string,
): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().int().min(least).max(greatest)),
    default: value,
    description,
    needs: `a whole number from ${least} to ${greatest}`,
  };
}

/** A whole number that may be negative, such as pixels to the right. */
export function signedNumber(value: number, description: string): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().int()),
    default: value,
    description,
    needs: "a whole number",
  };
}

/** A number of a span, both ends included, such as a probability. */
export function numberWithin(
  [least, greatest]: Range,
  value: number,
  description: string,
): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().min(least).max(greatest)),
    default: value,
    description,
    needs: `a number from ${least} to ${greatest}`,
  };
}

/** A range of numbers above 0, `0.8..1.2`, both ends included; a single number stands for both ends. */
export function range(value: Range, description: string): Setting<Range> {
  return {
    schema: z.preprocess(
      parseRange,
      z.tuple([z.number().positive(), z.number().positive()]).refine(([low, high]) => low <= high),
    ),
    default: value,
    description,
    needs: "a number above 0 or a range such as 0.8..1.2",
  };
}

/** Numbers above 0 with commas between them, such as epochs; none by default. */
export function numberList(description: string): Setting<readonly number[]> {
  return {
    schema: z.preprocess(
      (given) => (Array.isArray(given) ? given : String(given).split(",").map(parseNumber)),
      z.array(z.number().positive()),
    ),
    default: [],
    description,
    needs: "numbers above 0 such as 30 or 30,60",
  };
}

/** A share of what was before, such as momentum: from 0 up to below 1. */
export function keptShare(value: number, description: string): Setting<number> {
  return {
    schema: z.preprocess(parseNumber, z.number().min(0).lt(1)),
    default: value,
    description,
    needs: "a number from 0 up to below 1",
  };
}

/** One of a few words; the first is the default. */
export function oneOf<const Word extends string>(
  words: readonly [Word, ...Word[]],
  description: string,
): Setting<Word> {
  return {
    schema: z.enum(words),
    default: words[0],
    description,
    needs: words.map((word) => `"${word}"`).join(" or "),
  };
}

/** Yes or no, as `true` or `false`. */
export function yesOrNo(value: boolean, description: string): Setting<boolean> {
  const words: Readonly<Record<string, boolean>> = { true: true, false: false };
  return {
    schema: z.preprocess((given) => words[String(given)], z.boolean()),
    default: value,
    description,
    needs: '"true" or "false"',
  };
}

/** Any text. */
export function text(value: string, description: string): Setting<string> {
  return { schema: z.string().min(1), default: value, description, needs: "a name" };
}

/** Seeds: `3`, a list `0,2,5` or a range `0..4`, both ends included; a seed that is named twice counts once. */
export function seedList(
  value: readonly number[],
  description: string,
): Setting<readonly number[]> {
  return {
    schema: z.preprocess(parseSeeds, z.array(z.number().int().min(0)).min(1)),
    default: value,
    description,
    needs: "whole numbers such as 3, 0,2,5 or 0..4",
  };
}

/** Text as a number. Not as JavaScript has it, to which nothing at all is 0. */
function parseNumber(given: unknown): unknown {
  return typeof given === "string" && given.trim() !== "" ? Number(given) : given;
}

function parseRange(given: unknown): unknown {
  if (Array.isArray(given)) return given;
  const ends = typeof given === "string" ? /^(.+?)\.\.(.+)$/.exec(given)?.slice(1) : undefined;
  return (ends ?? [given, given]).map(parseNumber);
}

function parseSeeds(given: unknown): unknown {
  const seeds: unknown[] = Array.isArray(given) ? given : seedsIn(String(given));
  return [...new Set(seeds)];
}

function seedsIn(given: string): number[] {
  return given.split(",").flatMap((part) => {
    const range = /^(\d+)\.\.(\d+)$/.exec(part.trim());
    if (!range) return [/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN];
    const [from, to] = [Number(range[1]), Number(range[2])];
    return from <= to && to - from < 10_000
      ? Array.from({ length: to - from + 1 }, (_, index) => from + index)
      : [Number.NaN];
  });
}
