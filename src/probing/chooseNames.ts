import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";

/** Whose names they are, and what is named by them. */
export interface Named {
  /** What the network is called. */
  readonly network: string;
  /** One of them, such as `layer`. */
  readonly what: string;
}

/**
 * Those of some names that a pattern means, in their own order: names or parts with `*` for anything, `+` between several. A
 * dot and a slash are the same: both stand between a block and what is in it.
 *
 * @throws {UsageError} when a part means none of them; the message lists those there are
 */
export function chooseNames(
  names: readonly string[],
  pattern: string,
  { network, what }: Named,
): readonly string[] {
  const parts = pattern.split("+").map((part) => ({ part, matches: matcherOf(part.trim()) }));
  for (const { part, matches } of parts) {
    if (names.some(matches)) continue;
    throw new UsageError(
      `Cannot look into "${network}": it has no ${what} "${part}", ${needs(part, names)}`,
    );
  }
  return names.filter((name) => parts.some(({ matches }) => matches(name)));
}

function matcherOf(part: string): (name: string) => boolean {
  const escaped = part.replaceAll("/", ".").replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${escaped.replaceAll("*", ".*")}$`);
  return (name) => expression.test(name);
}
