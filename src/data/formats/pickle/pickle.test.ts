import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { DataError } from "../../../core/errors.ts";
import { parsePickle } from "./pickle.ts";
import { isArray } from "./pickleValue.ts";

const fixtures = resolve(import.meta.dirname, "../../../../test/golden/fixtures/pickle");
const fixture = (name: string) => readFileSync(join(fixtures, name));

/** Instructions of Python, as bytes and text. */
function pickleOf(...parts: readonly (number | string)[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.of(part & 255),
    ),
  );
}

test.each(["protocol2", "protocol4", "protocol5", "python2"])(
  "parsePickle() reads what Python wrote: %s",
  (name) => {
    const batch = parsePickle(fixture(name), name);
    if (!(batch instanceof Map)) throw new Error("no dictionary");
    expect(batch.get("labels")).toEqual([3, 9]);
    const data = batch.get("data");
    expect(data).toMatchObject({ kind: "array", shape: [2, 3072], dtype: "|u1" });
    const pixels = Array.from(
      { length: 6144 },
      (_, i) => (7 * Math.floor(i / 3072) + (i % 3072)) % 251,
    );
    expect(isArray(data) && Array.from(data.data)).toEqual(pixels);
  },
);

test.each([
  ["None", ["N"], null],
  ["true", [0x88], true],
  ["false", [0x89], false],
  ["a negative integer", ["J\xfe\xff\xff\xff"], -2],
  ["two bytes", ["M\x00\x01"], 256],
  ["a long", [0x8a, 3, 0xff, 0xff, 0xff], -1],
  ["no long", [0x8a, 0], 0],
  ["a long of eight bytes", [0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], 2 ** 32],
  ["a float", ["G\x3f\xf8\0\0\0\0\0\0"], 1.5],
  ["text", ["X\x03\0\0\0\xc3\xa9!"], "é!"],
  ["an empty tuple", [")"], []],
  ["a tuple of marks", ["(K\x01K\x02t"], [1, 2]],
  ["a tuple of three", ["K\x01K\x02K\x03", 0x87], [1, 2, 3]],
  ["a list", ["]K\x05a(K\x06K\x07e"], [5, 6, 7]],
  ["what was remembered", ["K\x07q\x00", "0", "h\x00"], 7],
  ["what was remembered far away", ["K\x07r\0\x01\0\0", "0", "j\0\x01\0\0"], 7],
  ["a double", ["K\x07", "2", 0x86], [7, 7]],
])("parsePickle() reads %s", (_, parts, expected) => {
  expect(parsePickle(pickleOf(0x80, 2, ...parts, "."), "a")).toEqual(expected);
});

test("parsePickle() reads dictionaries with text, bytes and numbers for keys", () => {
  const bytes = pickleOf(0x80, 2, "}(U\x01aK\x01X\x01\0\0\0bK\x02K\x09K\x03u.");
  expect(parsePickle(bytes, "a")).toEqual(
    new Map([
      ["a", 1],
      ["b", 2],
      ["9", 3],
    ]),
  );
});

test("parsePickle() takes a list that holds itself", () => {
  const list = parsePickle(pickleOf(0x80, 2, "]q\x00h\x00a."), "a");
  expect(Array.isArray(list) && list[0] === list).toBe(true);
});

test("parsePickle() runs nothing", () => {
  expect(() => parsePickle(fixture("os-system"), "a")).toThrow(
    new DataError(
      'Cannot read "a": it has a call of "posix.system", needs a pickle of numbers, text and arrays',
    ),
  );
});

const array = "cnumpy.core.multiarray\n_reconstruct\n";
const dtype = ["cnumpy\ndtype\nU\x02u1K\x00K\x01", 0x87, "R"];
const call = ["cnumpy\nndarray\n)U\x01b", 0x87, "R"];

test.each([
  ["nothing", [], "it is cut short, 0 bytes are left and it needs 1"],
  ["text of Python 0", ["I1\n."], "it has the instruction 0x49"],
  ["an unknown protocol", [0x80, 6, "."], "it has protocol 6"],
  ["an unknown instruction", [0x80, 2, 0xff], "it has the instruction 0xff"],
  ["an object of a class", [0x80, 2, ")", 0x81, "."], "it has the instruction 0x81"],
  [
    "bytes that are not there",
    [0x80, 2, "T\xff\xff\xff\x7fab."],
    "it is cut short, 3 bytes are left and it needs 2147483647",
  ],
  [
    "bytes beyond any memory",
    [0x80, 4, 0x8e, "\xff\xff\xff\xff\xff\xff\xff\xffab."],
    "it is cut short, 3 bytes are left and it needs 18446744073709552000",
  ],
  ["a name without an end", [0x80, 2, "cos"], "it is cut short, 0 bytes are left and it needs 1"],
  [
    "eval by its name",
    [0x80, 4, "U\x08builtinsU\x04eval", 0x93, "."],
    'it has a call of "builtins.eval"',
  ],
  [
    "a property of objects",
    [0x80, 2, "cconstructor\nname\n."],
    'it has a call of "constructor.name"',
  ],
  ["a call of a number", [0x80, 2, "K\x01)R."], "it has a call of something that cannot be called"],
  [
    "a call without a tuple",
    [0x80, 2, "cnumpy\ndtype\nK\x01R."],
    "it has a call of something that cannot be called",
  ],
  [
    "an array of a class of its own",
    [0x80, 2, array, "K\x01", 0x85, "R."],
    "it has an array of another class",
  ],
  [
    "an array by its class",
    [0x80, 2, "cnumpy\nndarray\n)R."],
    "it has an array that is made in an unknown way",
  ],
  [
    "a nameless element type",
    [0x80, 2, "cnumpy\ndtype\n)R."],
    "it has an element type without a name",
  ],
  [
    "an unknown encoding",
    [0x80, 2, "c_codecs\nencode\nX\x01\0\0\0aX\x03\0\0\0rot", 0x86, "R."],
    "it has text in an unknown encoding",
  ],
  ["a state of a number", [0x80, 2, "K\x01)b."], "it has a state for something that has none"],
  ["a state that is no tuple", [0x80, 2, "K\x01K\x02b."], "it has a state that is no tuple"],
  [
    "an array with too few bytes",
    [0x80, 2, array, ...call, "(K\x01K\x02K\x03", 0x86, ...dtype, 0x89, "U\x02abtb."],
    "it has an array [2, 3] of u1 in 2 bytes",
  ],
  [
    "an array column by column",
    [0x80, 2, array, ...call, "(K\x01K\x02", 0x85, ...dtype, 0x88, "U\x02abtb."],
    "it has an array that lies column by column",
  ],
  [
    "an array without bytes",
    [0x80, 2, array, ...call, "(K\x01tb."],
    "it has an array without shape, element type or bytes",
  ],
  ["an empty stack", [0x80, 2, "."], "it has too little on its stack"],
  ["what is below a mark", [0x80, 2, "K\x01(0."], "it has too little on its stack"],
  ["an end without a mark", [0x80, 2, "t."], "it has an end without a beginning"],
  ["an append to a number", [0x80, 2, "K\x01K\x02a."], "it has something added to what is no list"],
  ["an entry for a list", [0x80, 2, "]K\x01K\x02s."], "it has an entry for what is no dictionary"],
  ["a list for a key", [0x80, 2, "}]K\x02s."], "it has an entry without a name"],
  ["a key without a value", [0x80, 2, "}(K\x01u."], "it has an entry without a name"],
  ["an unknown memory", [0x80, 2, "h\x05."], "it has a use of value 5, which it does not have"],
  [
    "a number of nine bytes",
    [0x80, 2, 0x8a, 9, "\0\0\0\0\0\0\0\0\x01."],
    "it has a number of 9 bytes",
  ],
  ["trailing bytes", [0x80, 2, "N.N"], "it has 1 bytes after its end"],
])("parsePickle() refuses %s", (_, parts, problem) => {
  const needed = ", needs a pickle of numbers, text and arrays";
  const whole = problem.startsWith("it is cut short") ? problem : `${problem}${needed}`;
  expect(() => parsePickle(pickleOf(...parts), "a/b")).toThrow(
    new DataError(`Cannot read "a/b": ${whole}`),
  );
});

test("parsePickle() does not copy one text again and again", () => {
  const text = "x".repeat(200);
  const given = [`X\xc8\0\0\0${text}X\x06\0\0\0latin1`, 0x86, "q\x000"];
  const again = Array.from({ length: 9 }, () => "c_codecs\nencode\nh\x00R0");
  expect(() => parsePickle(pickleOf(0x80, 2, ...given, ...again, "N."), "a")).toThrow(
    'Cannot read "a": it has more text than it has bytes, needs a pickle of numbers, text and arrays',
  );
});

test("parsePickle() ends where a pickle does not", () => {
  const lists = new Uint8Array(4_100_000).fill(0x5d);
  lists.set([0x80, 2]);
  expect(() => parsePickle(lists, "a")).toThrow("it has more than 4000000 instructions");
});
