import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";

/**
 * A number that may be chosen within a range, both ends included.
 *
 * @source own design
 */
export interface NumberOption {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  /** What it has to be a multiple of; nothing where every number of the range will do. */
  readonly step?: number;
}

/** What may be chosen: words, the default first, or a number. */
export type Option = readonly [string, ...string[]] | NumberOption;

/** The options of a network and the values each may take. */
export type Choices = Readonly<Record<string, Option>>;

/** Options as a person gives them, not yet checked. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** One value for every option. */
export type Chosen<C extends Choices> = {
  readonly [Key in keyof C]: C[Key] extends readonly string[] ? C[Key][number] : number;
};

/** A whole number, such as a width; a multiple of `step`. */
export function wholeNumber(
  value: number,
  { least = 1, most = 1024, step = 1 }: Partial<NumberOption> = {},
): NumberOption {
  return { default: value, least, most, step };
}

/** A share, such as a rate of dropout: up to 0.99, since a share of 1 would leave nothing. */
export function share(value: number): NumberOption {
  return { default: value, least: 0, most: 0.99 };
}

/**
 * The given options, with defaults for the others.
 *
 * @throws {UsageError} when an option or its value does not exist
 */
export function chooseOptions<C extends Choices>(
  network: string,
  choices: C,
  given: GivenOptions,
): Chosen<C> {
  const keys = Object.keys(choices);
  for (const key of Object.keys(given)) {
    if (!keys.includes(key)) {
      throw new UsageError(
        `Cannot make "${network}": it has no option "${key}", ${needs(key, keys)}`,
      );
    }
  }
  const chosen = Object.entries(choices).map(([key, option]) => {
    const value = given[key] === undefined ? defaultOf(option) : givenValue(option, given[key]);
    if (value === undefined) {
      throw new UsageError(
        `Cannot make "${network}": ${key} is "${given[key]}", ${needOf(option, String(given[key]))}`,
      );
    }
    return [key, value];
  });
  return Object.fromEntries(chosen);
}

/** The value of an option that was not given. */
export function defaultOf(option: Option): string | number {
  return isNumber(option) ? option.default : option[0];
}

/** What may be chosen, in few words. */
export function optionText(option: Option): string {
  if (!isNumber(option)) return option.join(", ");
  const { least, most, step = 0 } = option;
  return `${least} to ${most.toLocaleString("en-US")}${step > 1 ? `, multiples of ${step}` : ""}`;
}

/** Options as run metadata and checkpoints keep them. */
export function optionTexts(
  options: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, String(value)]));
}

/** The value that was given, if the option may have it. Numbers may come as text. */
function givenValue(option: Option, given: unknown): string | number | undefined {
  if (!isNumber(option)) return option.find((known) => known === given);
  const value = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  return typeof value === "number" && isWithin(option, value) ? value : undefined;
}

function isWithin({ least, most, step }: NumberOption, value: number): boolean {
  return value >= least && value <= most && (step === undefined || value % step === 0);
}

function needOf(option: Option, given: string): string {
  if (!isNumber(option)) return needs(given, option);
  const { least, most, step } = option;
  const kind = step === undefined ? "number" : "whole number";
  const multiple = step !== undefined && step > 1 ? ` that ${step} divides` : "";
  return `needs a ${kind} from ${least} to ${most}${multiple}`;
}

function isNumber(option: Option): option is NumberOption {
  return !Array.isArray(option);
}
