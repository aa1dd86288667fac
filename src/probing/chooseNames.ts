import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";

/** Whose names they are, and what is named by them. */
export interface Named {
  /** What the network is called. */
  readonly network: string;
  /** One of them, such as `layer`. */
  readonly what: string;
  /** Further names, which only such a part of a pattern means that means none of the others. */
  readonly further?: readonly string[];
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
  { network, what, further = [] }: Named,
): readonly string[] {
  const all = [...names, ...further];
  const chosen = pattern.split("+").flatMap((part) => {
    const matches = matcherOf(part.trim());
    const meant = names.some(matches) ? names.filter(matches) : further.filter(matches);
    if (meant.length > 0) return meant;
    throw new UsageError(
      `Cannot look into "${network}": it has no ${what} "${part}", ${needs(part, all)}`,
    );
  });
  return all.filter((name) => chosen.includes(name));
}

function matcherOf(part: string): (name: string) => boolean {
  const escaped = part.replaceAll("/", ".").replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${escaped.replaceAll("*", ".*")}$`);
  return (name) => expression.test(name);
}
