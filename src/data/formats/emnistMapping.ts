import { cannotRead } from "../cannotRead.ts";
import { linesOf } from "./linesOf.ts";

/**
 * The classes in the text of an EMNIST mapping file, `emnist-<split>-mapping.txt`: each line is a label and the codes of
 * the characters that it stands for, of which the letters have two, as in "A/a".
 *
 * @throws {DataError} when a line is something else, or the labels do not follow each other
 * @source Cohen, Afshar, Tapson, van Schaik 2017, arXiv:1702.05373; https://www.nist.gov/itl/products-and-services/emnist-dataset
 */
export function parseEmnistMapping(text: string, path: string): string[] {
  const lines = linesOf(text);
  if (lines.length === 0) throw cannotRead(path, "it names no classes, needs a line for each");
  const first = Number(lines[0]!.split(/\s+/)[0]);
  return lines.map((line, index) => {
    const [label, ...codes] = line.split(/\s+/).map(Number);
    if (![label, ...codes].every(Number.isInteger)) {
      throw cannotRead(path, `line ${index + 1} is "${line}", needs whole numbers`);
    }
    const areCharacters = codes.every((code) => code > 32 && code < 127);
    if (label !== first + index || codes.length === 0 || !areCharacters) {
      const needed = `needs ${first + index} and codes of characters`;
      throw cannotRead(path, `line ${index + 1} is "${line}", ${needed}`);
    }
    return codes.map((code) => String.fromCharCode(code)).join("/");
  });
}
