import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";

/**
 * The options of a network and the values each may take; the first is the default.
 *
 * @source own design
 */
export type Choices = Readonly<Record<string, readonly [string, ...string[]]>>;

/** Options as a person gives them, not yet checked. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** One value for every option. */
export type Chosen<C extends Choices> = { readonly [Key in keyof C]: C[Key][number] };

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
  const chosen = Object.entries(choices).map(([key, values]) => {
    const value = given[key] === undefined ? values[0] : given[key];
    if (!values.some((known) => known === value)) {
      throw new UsageError(
        `Cannot make "${network}": ${key} is "${value}", ${needs(String(value), values)}`,
      );
    }
    return [key, value];
  });
  return Object.fromEntries(chosen);
}
