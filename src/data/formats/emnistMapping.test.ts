import { expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { parseEmnistMapping } from "./emnistMapping.ts";

test("parseEmnistMapping() names the classes by their characters", () => {
  expect(parseEmnistMapping("0 48\n1 49\n2 65\r\n", "a")).toEqual(["0", "1", "A"]);
  expect(parseEmnistMapping("1 65 97\n2 66 98 \n", "a")).toEqual(["A/a", "B/b"]);
});

test.each([
  ["nothing", "\n", "it names no classes, needs a line for each"],
  ["labels out of order", "0 48\n2 49", 'line 2 is "2 49", needs 1 and codes of characters'],
  ["a label without a character", "0", 'line 1 is "0", needs 0 and codes of characters'],
  ["codes of no characters", "0 7", 'line 1 is "0 7", needs 0 and codes of characters'],
  ["words", "zero 48", 'line 1 is "zero 48", needs whole numbers'],
])("parseEmnistMapping() refuses %s", (_, text, problem) => {
  expect(() => parseEmnistMapping(text, "a/b")).toThrow(
    new DataError(`Cannot read "a/b": ${problem}`),
  );
});
