import fc from "fast-check";
import { expect, test } from "vitest";
import { makeArray } from "../core/dtype.ts";
import { DataError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";
import {
  encodeSafetensors,
  parseSafetensors,
  type Safetensors,
  type StoredTensor,
} from "./safetensors.ts";

const tensor = fc
  .tuple(fc.constantFrom("f32", "i32", "u8"), fc.array(fc.nat(4), { maxLength: 4 }))
  .chain(([dtype, shape]): fc.Arbitrary<StoredTensor> => {
    const size = sizeOf(shape);
    const bytes = fc.uint8Array({ minLength: 4 * size, maxLength: 4 * size });
    return bytes.map((random) => {
      const data = makeArray(dtype, size);
      new Uint8Array(data.buffer).set(random.subarray(0, data.byteLength));
      return { dtype, shape, data };
    });
  });
const name = fc.oneof(
  fc.string().filter((text) => text !== "__metadata__"),
  fc.constantFrom("__proto__", "constructor", "重み"),
);
const content = fc.record({
  tensors: fc.array(fc.tuple(name, tensor), { maxLength: 5 }).map((pairs) => new Map(pairs)),
  metadata: fc.dictionary(
    fc.string().filter((key) => key !== "__proto__"),
    fc.string(),
    { noNullPrototype: true },
  ),
});

/** The whole file. */
function encode(content: Safetensors): Uint8Array {
  return Uint8Array.from(Buffer.concat(encodeSafetensors(content)));
}

/** A file with that header and that many bytes of elements. */
function file(header: unknown, elements = 0): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + elements);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const floats = (begin: number, end: number) => ({
  dtype: "F32",
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
});

test("parseSafetensors() gives back what encodeSafetensors() wrote, to the bit", () => {
  fc.assert(
    fc.property(content, ({ tensors, metadata }) => {
      const parsed = parseSafetensors(encode({ tensors, metadata }), "x");
      expect(parsed.metadata).toEqual(metadata);
      expect([...parsed.tensors.keys()].sort()).toEqual([...tensors.keys()].sort());
      for (const [own, { dtype, shape, data }] of tensors) {
        const read = parsed.tensors.get(own)!;
        expect([read.dtype, read.shape]).toEqual([dtype, shape]);
        expect(Buffer.from(read.data.buffer)).toEqual(Buffer.from(data.buffer)); // NaNs keep their bits
      }
    }),
  );
});

test("encodeSafetensors() writes the published layout", () => {
  const data = Float32Array.of(1, 2);
  const bytes = encode({
    tensors: new Map<string, StoredTensor>([
      ["b", { dtype: "u8", shape: [1], data: Uint8Array.of(9) }],
      ["a", { dtype: "f32", shape: [2, 1], data }],
    ]),
    metadata: {},
  });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
    __metadata__: {},
    a: { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] },
    b: { dtype: "U8", shape: [1], data_offsets: [8, 9] },
  });
  expect([...bytes.subarray(8 + length)]).toEqual([...new Uint8Array(data.buffer), 9]);
});

test("encodeSafetensors() copies no elements", () => {
  const data = Float32Array.of(1, 2);
  const tensors = new Map([["a", { dtype: "f32", shape: [2], data } as const]]);
  const [, elements] = encodeSafetensors({ tensors, metadata: {} });
  expect(elements!.buffer).toBe(data.buffer);
});

test("encodeSafetensors() reads no farther than a part of an array", () => {
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  const tensors = new Map([["a", { dtype: "f32", shape: [2], data } as const]]);
  const parsed = parseSafetensors(encode({ tensors, metadata: {} }), "x");
  expect([...parsed.tensors.get("a")!.data]).toEqual([2, 3]);
});

test("encodeSafetensors() refuses reserved names and wrong sizes", () => {
  const store = (own: string, shape: number[]) =>
    encodeSafetensors({
      tensors: new Map([[own, { dtype: "f32", shape, data: new Float32Array(2) }]]),
      metadata: {},
    });
  expect(() => store("__metadata__", [2])).toThrow(
    new DataError('Cannot store a tensor named "__metadata__": the name is reserved'),
  );
  expect(() => store("w", [3])).toThrow(
    new DataError('Cannot store "w": 8 bytes, f32 [3] needs 12'),
  );
});

test.each([
  [new Uint8Array(5), "it has 5 bytes, needs at least 8"],
  [new Uint8Array(20).fill(255), "its header claims 18446744073709552000 bytes, needs at most 12"],
  [file("{} ").subarray(0, 10), "its header claims 3 bytes, needs at most 2"],
  [file("{,}"), "its header is no JSON object, needs one"],
  [file("[]"), "its header is no JSON object, needs one"],
  [
    file({ w: 3 }),
    '"w" holds undefined, needs one of F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL',
  ],
  [
    file({ w: { ...floats(0, 0), dtype: "F8_E4M3" } }),
    '"w" holds "F8_E4M3", needs one of F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL',
  ],
  [file({ w: { ...floats(0, 0), dtype: "BF16" } }), '"w" holds BF16, needs F32, I32, U8'],
  [
    file({ w: { ...floats(0, 4), shape: [2 ** 30, 2 ** 30] } }, 4),
    '"w" lies at [0,4], needs two places 4611686018427388000 bytes apart for F32 [1073741824, 1073741824]',
  ],
  [file({ w: { ...floats(0, 0), shape: [-1] } }), '"w" has shape [-1], needs a list of counts'],
  [file({ w: { ...floats(0, 0), shape: "2" } }), '"w" has shape "2", needs a list of counts'],
  [
    file({ w: { ...floats(0, 0), data_offsets: [0, 0.5] } }),
    '"w" lies at [0,0.5], needs two counts',
  ],
  [
    file({ w: { ...floats(0, 4), data_offsets: [0, 4, 8] } }, 8),
    '"w" lies at [0,4,8], needs two places 4 bytes apart for F32 [1]',
  ],
  [
    file({ w: { ...floats(0, 4), shape: [2] } }, 4),
    '"w" lies at [0,4], needs two places 8 bytes apart for F32 [2]',
  ],
  [file({ w: floats(0, 8) }, 4), "4 bytes follow its header, its tensors need 8"],
  [file({ w: floats(0, 4) }, 8), "8 bytes follow its header, its tensors need 4"],
  [file({ v: floats(0, 8), w: floats(4, 12) }, 12), '"w" begins at 4, needs 8, the end of others'],
  [file({ v: floats(0, 4), w: floats(8, 12) }, 12), '"w" begins at 8, needs 4, the end of others'],
  [file({ __metadata__: { epoch: 3 } }), "its metadata are no texts by name, needs texts"],
])("parseSafetensors() refuses damaged file %#", (bytes, what) => {
  expect(() => parseSafetensors(bytes, "w.safetensors")).toThrow(
    new DataError(`Cannot read "w.safetensors": ${what}`),
  );
});

test("parseSafetensors() of a damaged file gives a DataError or tensors of the file's size, whatever the damage", () => {
  const damage = fc.record({
    content,
    cut: fc.nat(),
    changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(damage, ({ content, cut, changes }) => {
      const whole = encode(content);
      const bytes = whole.slice(0, cut % 3 === 0 ? cut % (whole.length + 1) : whole.length);
      for (const [at, value] of changes) bytes[at % Math.max(1, bytes.length)] = value;
      try {
        let size = 0;
        for (const { data } of parseSafetensors(bytes, "x").tensors.values())
          size += data.byteLength;
        expect(size).toBeLessThan(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }),
    { numRuns: 1000 },
  );
});
