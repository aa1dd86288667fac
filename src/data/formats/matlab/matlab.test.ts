import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { DataError } from "../../../core/errors.ts";
import { parseMatlab } from "./matlab.ts";

const fixtures = resolve(import.meta.dirname, "../../../../test/golden/fixtures/matlab");

/** The only array of a small file, with what can be wrong about it. */
interface Written {
  readonly littleEndian?: boolean;
  readonly kind?: number;
  readonly extents?: readonly number[];
  readonly type?: number;
  readonly numbers?: Uint8Array;
  readonly name?: string;
}

/** An array of 2 × 3 bytes called "a" as an element of a file. */
function matrix(written: Written = {}): Uint8Array {
  const { littleEndian = true, kind = 9, extents = [2, 3], type = 2, name = "a" } = written;
  const { numbers = Uint8Array.of(1, 2, 3, 4, 5, 6) } = written;
  const words = (...values: number[]) => {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    for (const [i, value] of values.entries()) view.setInt32(4 * i, value, littleEndian);
    return new Uint8Array(view.buffer);
  };
  const part = (type: number, data: Uint8Array) => {
    const padding = new Uint8Array((8 - (data.length % 8)) % 8);
    return Buffer.concat([words(type, data.length), data, padding]);
  };
  const short = (type: number, data: Uint8Array) =>
    Buffer.concat([words((data.length << 16) | type), data, new Uint8Array(4 - data.length)]);
  const parts = [
    part(6, words(kind, 0)),
    part(5, words(...extents)),
    short(1, Buffer.from(name)),
    part(type, numbers),
  ];
  return part(14, Buffer.concat(parts));
}

const packed = (element: Uint8Array) => packedAs(deflateSync(element));

function packedAs(data: Uint8Array): Uint8Array {
  const tag = new Uint8Array(8);
  tag[0] = 15;
  new DataView(tag.buffer).setUint32(4, data.length, true);
  return Buffer.concat([tag, data]);
}

function file(elements: readonly Uint8Array[], littleEndian = true): Uint8Array {
  const header = new Uint8Array(128).fill(" ".charCodeAt(0));
  header.set(littleEndian ? [0, 1, 0x49, 0x4d] : [1, 0, 0x4d, 0x49], 124);
  return Uint8Array.from(Buffer.concat([header, ...elements]));
}

const read = (bytes: Uint8Array, most?: number) =>
  parseMatlab(bytes, { names: ["a"], path: "x.mat", most });

const patched = (bytes: Uint8Array, at: number, ...values: number[]) => {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
};

test.each(["plain", "packed"])("parseMatlab() reads what SciPy writes: %s", async (name) => {
  const names = ["int16", "single", "double", "int64", "empty", "bytes"];
  const path = `${fixtures}/${name}.mat`;
  const arrays = await parseMatlab(readFileSync(path), { names, path });
  const shown = [...arrays].map(([name, { extents, data }]) => [name, extents, [...data]]);
  expect(shown).toEqual([
    ["int16", [2, 3], [-1, -7, 300, 8, 5, 9]],
    ["single", [2, 1], [0.5, -2.25]],
    ["double", [1, 2], [1.1, -3e300]],
    ["int64", [1, 2], [-(2 ** 40), 3]],
    ["empty", [0, 3], []],
    // In the order of NumPy, 12 z apart, these are 0, 12, 4, 16, …
    [
      "bytes",
      [2, 3, 4],
      [0, 1, 2, 3].flatMap((z) => [0, 1, 2].flatMap((x) => [z + 4 * x, 12 + z + 4 * x])),
    ],
  ]);
  expect(arrays.get("bytes")!.data).toBeInstanceOf(Uint8Array);
  expect(arrays.get("int16")!.data).toBeInstanceOf(Float64Array);
});

test.each(["plain", "packed"])("parseMatlab() refuses complex numbers: %s", async (name) => {
  const bytes = readFileSync(`${fixtures}/${name}.mat`);
  await expect(parseMatlab(bytes, { names: ["complex"], path: "x.mat" })).rejects.toThrow(
    new DataError('Cannot read "x.mat": it has no array of real numbers "complex", needs one'),
  );
});

test("parseMatlab() reads both orders of bytes", async () => {
  const numbers = Uint8Array.of(1, 2, 3, 4);
  for (const littleEndian of [true, false]) {
    const element = matrix({ littleEndian, type: 4, extents: [1, 2], numbers });
    const array = (await read(file([element], littleEndian))).get("a")!;
    expect(array.extents).toEqual([1, 2]);
    expect([...array.data]).toEqual(littleEndian ? [0x201, 0x403] : [0x102, 0x304]);
  }
});

test("parseMatlab() does not unpack what is not asked for", async () => {
  const other = packed(matrix({ name: "b", extents: [1000, 1000], numbers: new Uint8Array(1e6) }));
  const broken = patched(other, other.length - 1, 99);
  const arrays = await read(file([broken, packed(matrix())]));
  expect([...arrays.keys()]).toEqual(["a"]);
});

test.each<[string, Uint8Array, string]>([
  ["of no size", new Uint8Array(100), "it has 100 bytes, needs a header of 128"],
  [
    "without the mark",
    patched(file([matrix()]), 126, 0),
    "it does not start as a MAT-file, needs one of version 5 to 7",
  ],
  [
    "of version 7.3",
    patched(file([]), 124, 0, 2),
    "it is a MAT-file of version 7.3, needs one of version 5 to 7",
  ],
  ["of no arrays", file([]), 'it has no array of real numbers "a", needs one'],
  [
    "of another element",
    patched(file([matrix()]), 128, 99),
    "it has an element of type 99, needs 14, an array",
  ],
  [
    "cut short",
    file([matrix()]).subarray(0, 190),
    "it is cut short, 54 bytes follow a tag that needs 56",
  ],
  [
    "with bytes to spare",
    file([matrix(), new Uint8Array(3)]),
    "it is cut short, 3 bytes are left for a tag of 8",
  ],
  [
    "with a short element too long",
    patched(file([matrix()]), 168, 1, 0, 5, 0),
    "a short element claims 5 bytes, needs at most 4",
  ],
  [
    "with other flags",
    patched(file([matrix()]), 136, 5),
    "an array has flags of type 5 and 8 bytes, needs type 6 and at most 8 bytes",
  ],
  [
    "with too long a name",
    patched(file([matrix()]), 168, 1, 0, 0, 0, 64),
    "an array has a name of type 1 and 64 bytes, needs type 1 or 16 and at most 63 bytes",
  ],
  [
    "of more numbers than its element holds",
    patched(file([matrix()]), 180, 60),
    '"a" has 60 bytes, its element has 8 bytes for them, needs as many',
  ],
  [
    "of fewer numbers than extents",
    file([matrix({ extents: [2, 4] })]),
    '"a" has 6 bytes, 2 × 4 of uint8 needs 8',
  ],
  [
    "of negative extents",
    file([matrix({ extents: [-2, -3] })]),
    '"a" has extents -2 × -3, needs two or more counts',
  ],
  [
    "of one extent",
    file([matrix({ extents: [6] })]),
    '"a" has extents 6, needs two or more counts',
  ],
  [
    "of texts in place of numbers",
    file([matrix({ type: 17 })]),
    '"a" holds type 17, needs one of int8, uint8, int16, uint16, int32, uint32, single, double, int64, uint64',
  ],
  ["of a text", file([matrix({ kind: 4 })]), 'it has no array of real numbers "a", needs one'],
])("parseMatlab() refuses a file %s", async (_, bytes, what) => {
  await expect(read(bytes)).rejects.toThrow(new DataError(`Cannot read "x.mat": ${what}`));
});

test.each<[string, Uint8Array, string]>([
  [
    "that cannot be unpacked",
    Uint8Array.of(15, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3),
    "incorrect header check, needs whole arrays",
  ],
  [
    "cut short behind the header",
    packedAs(deflateSync(matrix()).subarray(0, -6)),
    "unexpected end of file, needs whole arrays",
  ],
  [
    "that unpacks to more",
    packedAs(deflateSync(Buffer.concat([matrix(), new Uint8Array(500)]))),
    "an array unpacks to more than the 64 bytes that its header needs",
  ],
  [
    "that unpacks to less",
    packedAs(deflateSync(matrix().subarray(0, 60))),
    "an array unpacks to 60 bytes, its header needs 64",
  ],
])("parseMatlab() refuses a packed array %s", async (_, element, what) => {
  await expect(read(file([element]))).rejects.toThrow(
    new DataError(`Cannot read "x.mat": ${what}`),
  );
});

test("parseMatlab() takes no memory for what the packed bytes cannot hold, or may not", async () => {
  const large = matrix({ extents: [1000, 1000], numbers: new Uint8Array(1e6) });
  const start = packedAs(deflateSync(large.subarray(0, 64)));
  await expect(read(file([start]))).rejects.toThrow(
    /"x.mat": an array claims 1000056 bytes, needs at most \d{5}$/,
  );
  await expect(read(file([packed(large)]), 999_999)).rejects.toThrow(
    'Cannot read "x.mat": an array claims 1000056 bytes, needs at most 999999',
  );
});
