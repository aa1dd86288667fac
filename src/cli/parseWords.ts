import { UsageError } from "../core/errors.ts";
import type { GivenSettings } from "../core/settings.ts";

/** The words after a command's name. */
export interface Words {
  /** Names of what a command is about: the words that are no settings. */
  readonly targets: readonly string[];
  readonly given: GivenSettings;
}

export interface ParseWordsOptions {
  /** Whether a command can be about several things at once; otherwise one name may come first. */
  readonly many?: boolean | undefined;
}

/**
 * Tells the names of what a command is about from `key=value` words. `seed` is another name of `seeds`.
 *
 * @throws {UsageError} when a word is neither, has no key or no value, or a key is given twice
 */
export function parseWords(
  command: string,
  words: readonly string[],
  { many = false }: ParseWordsOptions = {},
): Words {
  const targets = words.filter((word, index) => !word.includes("=") && (many || index === 0));
  const given: Record<string, string> = {};
  for (const word of words) {
    if (targets.includes(word)) continue;
    const [key, value] = parsePair(command, word);
    if (Object.hasOwn(given, key)) {
      throw new UsageError(`Cannot run "${command}": ${key} is given twice, needs one value`);
    }
    given[key] = value;
  }
  return { targets, given };
}

function parsePair(command: string, word: string): [string, string] {
  const at = word.indexOf("=");
  if (at <= 0 || at === word.length - 1) {
    throw new UsageError(`Cannot run "${command}": "${word}" was given, needs key=value`);
  }
  const key = word.slice(0, at);
  return [key === "seed" ? "seeds" : key, word.slice(at + 1)];
}
