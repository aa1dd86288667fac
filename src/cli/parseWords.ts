import { UsageError } from "../core/errors.ts";
import type { GivenSettings } from "../core/settings.ts";

/** The words after a command's name. */
export interface Words {
  readonly target: string | undefined;
  readonly given: GivenSettings;
}

/**
 * Tells the name that a command is about, which may come first, from `key=value` words. `seed` is another name of `seeds`.
 *
 * @throws {UsageError} when a word is neither, has no key or no value, or a key is given twice
 */
export function parseWords(command: string, words: readonly string[]): Words {
  const [first] = words;
  const target = first === undefined || first.includes("=") ? undefined : first;
  const given: Record<string, string> = {};
  for (const word of target === undefined ? words : words.slice(1)) {
    const [key, value] = parsePair(command, word);
    if (Object.hasOwn(given, key)) {
      throw new UsageError(`Cannot run "${command}": ${key} is given twice, needs one value`);
    }
    given[key] = value;
  }
  return { target, given };
}

function parsePair(command: string, word: string): [string, string] {
  const at = word.indexOf("=");
  if (at <= 0 || at === word.length - 1) {
    throw new UsageError(`Cannot run "${command}": "${word}" was given, needs key=value`);
  }
  const key = word.slice(0, at);
  return [key === "seed" ? "seeds" : key, word.slice(at + 1)];
}
