import { cannotRead } from "../cannotRead.ts";
import { linesOf } from "../formats/linesOf.ts";
import { readText } from "../formats/readText.ts";

/** The number of a synset of WordNet, as folders are called by it. */
export function isSynset(name: string): boolean {
  return /^n\d{8}$/.test(name);
}

/**
 * The names of synsets in the order of a file such as `LOC_synset_mapping.txt`, `synset_words.txt` or `words.txt`: each line
 * is a synset and its names.
 *
 * @throws {DataError} when it cannot be read, or a line is something else
 */
export async function readSynsetNames(path: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [index, line] of linesOf(await readText(path)).entries()) {
    const [, synset, name] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    if (synset === undefined || name === undefined || !isSynset(synset)) {
      const needed = 'needs a synset and its name, such as "n01440764 tench"';
      throw cannotRead(path, `line ${index + 1} is "${line}", ${needed}`);
    }
    names.set(synset, name);
  }
  return names;
}
