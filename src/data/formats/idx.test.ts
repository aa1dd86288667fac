import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { idxOfIntegers } from "../../../test/support/idxOf.ts";
import { DataError } from "../../core/errors.ts";
import { holdsIntegers, parseIdx, parseIdxIntegers } from "./idx.ts";
import { unpacked } from "./readUnpacked.ts";

/** Two images of 2 × 3. */
const header = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3];
const pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const bytes = Uint8Array.of(...header, ...pixels);

test("parseIdx() gives extents and bytes", () => {
  expect(parseIdx(bytes, "a")).toEqual({ extents: [2, 2, 3], data: Uint8Array.from(pixels) });
});

test("parseIdx() takes an array without elements", () => {
  expect(parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 0), "a").extents).toEqual([0]);
});

test.each([
  ["nothing", [], "it has 0 bytes, needs a header of at least 8"],
  ["half a header", [0, 0, 8, 1, 0], "it has 5 bytes, rank 1 needs a header of 8"],
  ["a PNG file", [0x89, 0x50, 0x4e, 0x47], "it starts with 89 50 4e 47, needs 00 00 08 and a rank"],
  ["floats", [0, 0, 0x0d, 1], "it starts with 00 00 0d 01, needs 00 00 08 and a rank above 0"],
  ["rank 0", [0, 0, 8, 0, 5], "it starts with 00 00 08 00, needs 00 00 08 and a rank above 0"],
  [
    "too few pixels",
    [...header, 1, 2],
    "it is cut short, 2 bytes follow its header and 2 × 2 × 3 needs 12",
  ],
  [
    "too many pixels",
    [...header, ...pixels, 13],
    "it has bytes to spare, 13 bytes follow its header and 2 × 2 × 3 needs 12",
  ],
  [
    "extents beyond any memory",
    [0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255],
    "it is cut short, 0 bytes follow its header and 4294967295 × 4294967295 needs 18446744065119617000",
  ],
])("parseIdx() refuses %s", (_, contents, problem) => {
  expect(() => parseIdx(Uint8Array.from(contents), "a/b")).toThrow(`Cannot read "a/b": ${problem}`);
});

test("parseIdx() reads back any array", () => {
  const arrays = fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }).chain((extents) => {
    const size = extents.reduce((product, extent) => product * extent, 1);
    return fc.record({
      extents: fc.constant(extents),
      data: fc.uint8Array({ minLength: size, maxLength: size }),
    });
  });
  fc.assert(
    fc.property(arrays, (array) => {
      expect(parseIdx(idxOf(array.extents, array.data), "a")).toEqual(array);
    }),
  );
});

test("parseIdx() of damaged bytes gives what the file justifies or a DataError", () => {
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(damage, fc.nat(bytes.length), fc.boolean(), (changes, length, longer) => {
      const damaged = longer ? Uint8Array.of(...bytes, ...bytes) : bytes.slice(0, length);
      for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
      try {
        const { extents, data } = parseIdx(damaged, "a");
        expect(data.length).toBe(damaged.length - 4 - 4 * extents.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }),
    { numRuns: 10_000 },
  );
});

test("parseIdx() reads what plain and packed bytes hold", async () => {
  const expected = { extents: [2, 2, 3], data: Uint8Array.from(pixels) };
  for (const contents of [bytes, gzipSync(bytes)]) {
    const { extents, data } = parseIdx(await unpacked(contents, "a"), "a");
    expect({ extents, data: Uint8Array.from(data) }).toEqual(expected);
  }
});

test("parseIdx() of damaged packed bytes never throws anything but a DataError", async () => {
  const packed = gzipSync(bytes);
  const changes = fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(changes, async (damage) => {
      const damaged = Uint8Array.from(packed);
      for (const [at, value] of damage) damaged[at] = value;
      const read = unpacked(damaged, "a").then((contents) => parseIdx(contents, "a"));
      const outcome = await read.catch((error) => error);
      expect(outcome instanceof DataError || "extents" in outcome).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("parseIdxIntegers() reads numbers of 32 bits, signed", () => {
  const integers = idxOfIntegers([2, 2], [1, -2, 2 ** 31 - 1, -(2 ** 31)]);
  expect(holdsIntegers(integers)).toBe(true);
  expect(holdsIntegers(bytes)).toBe(false);
  expect(parseIdxIntegers(integers, "a")).toEqual({
    extents: [2, 2],
    data: Int32Array.of(1, -2, 2147483647, -2147483648),
  });
});

test.each([
  ["bytes", bytes, "it starts with 00 00 08 03, needs 00 00 0c and a rank above 0"],
  [
    "too few numbers",
    idxOfIntegers([2, 1], [1]),
    "it is cut short, 4 bytes follow its header and 2 × 1 needs 8",
  ],
  [
    "a number too many",
    idxOfIntegers([1], [1, 2]),
    "it has bytes to spare, 8 bytes follow its header and 1 needs 4",
  ],
  [
    "extents beyond any memory",
    idxOfIntegers([4294967295, 4294967295], [1]),
    "it is cut short, 4 bytes follow its header and 4294967295 × 4294967295 needs 73786976260478470000",
  ],
])("parseIdxIntegers() refuses %s", (_, contents, problem) => {
  expect(() => parseIdxIntegers(contents, "a/b")).toThrow(
    new DataError(`Cannot read "a/b": ${problem}`),
  );
});

function idxOf(extents: readonly number[], data: Uint8Array): Uint8Array {
  const big = extents.flatMap((extent) => [0, 0, extent >> 8, extent & 255]);
  return Uint8Array.of(0, 0, 8, extents.length, ...big, ...data);
}
