import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import { encodeSafetensors, type StoredTensor } from "../../src/storage/safetensors.ts";

/** A file that was made for the golden tests. */
export function fixture(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(resolve(import.meta.dirname, "../golden/fixtures", name)));
}

/** An IDX file whose elements have so many bytes each. */
export function idxFile(code: number, extents: readonly number[], size: number): Uint8Array {
  const count = extents.reduce((product, extent) => product * extent, size);
  const header = Buffer.alloc(4 + 4 * extents.length);
  header.set([0, 0, code, extents.length]);
  for (const [axis, extent] of extents.entries()) header.writeUInt32BE(extent, 4 + 4 * axis);
  return joined(header, pattern(count));
}

/** Records of CIFAR: labels, then 3072 bytes. */
export function cifarFile(labels: readonly (readonly number[])[]): Uint8Array {
  return joined(...labels.flatMap((label) => [label, pattern(3072)]));
}

/** Three tensors of different types, and a text. */
export function safetensorsFile(): Uint8Array {
  const tensors = new Map<string, StoredTensor>([
    ["weight", { dtype: "f32", shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    ["labels", { dtype: "i32", shape: [3], data: Int32Array.of(7, 8, 9) }],
    ["images", { dtype: "u8", shape: [1, 2, 2], data: Uint8Array.of(1, 2, 3, 4) }],
  ]);
  return joined(...encodeSafetensors({ tensors, metadata: { made: "here" } }));
}

/** The same bytes with the length of a header after which as many bytes are left as `safetensorsFile` has. */
export function withHeaderLength(bytes: Uint8Array): Uint8Array {
  const elements = 6 * 4 + 3 * 4 + 4;
  const copy = joined(bytes, new Uint8Array(Math.max(0, 8 + elements - bytes.length)));
  new DataView(copy.buffer).setBigUint64(0, BigInt(copy.length - 8 - elements), true);
  return copy;
}

/** A tar archive with a folder, files, and a name that is too long for its place, in the two ways that there are. */
export function tarFile(): Uint8Array {
  const longName = `folder/${"long".repeat(30)}.txt`;
  const record = ` path=${longName}\n`;
  const member = (name: string, type: string, contents: Uint8Array) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write("0000644\x000000000\x000000000\0", 100);
    header.write(`${contents.length.toString(8).padStart(11, "0")}\0${"0".repeat(11)}\0`, 124);
    header.write(`        ${type}`, 148);
    header.write("ustar\u000000", 257);
    return joined(header, contents, new Uint8Array((512 - (contents.length % 512)) % 512));
  };
  return withTarSums(
    joined(
      member("folder/", "5", pattern(0)),
      member("folder/a.bin", "0", pattern(700)),
      member("long", "x", Buffer.from(`${record.length + 3}${record}`)),
      member("short", "0", pattern(20)),
      member("long", "L", Buffer.from(`${longName}2\0`)),
      member("short", "0", pattern(0)),
      new Uint8Array(1024),
    ),
  );
}

/** The same bytes with right sums in the headers that a reader comes to. */
export function withTarSums(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let at = 0; at + 512 <= copy.length; ) {
    const header = copy.subarray(at, at + 512);
    if (header.every((byte) => byte === 0)) break;
    header.fill(" ", 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    const size = Number.parseInt(header.toString("latin1", 124, 136), 8) || 0;
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return Uint8Array.from(copy);
}

/** A zip archive of two files, one of them packed. */
export function zipFile(): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, contents, method] of [
    ["folder/a.bin", pattern(300), 8],
    ["b.bin", pattern(50), 0],
  ] as const) {
    const data = method === 8 ? deflateRawSync(contents) : contents;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(contents), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(contents.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = joined(Buffer.from("PK\x03\x04"), common, Buffer.from(name), data);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, place, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const entries = joined(...directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return joined(...parts, entries, end);
}

/** A MAT-file of one array that is packed, whatever its bytes are. */
export function packedMatlabFile(array: Uint8Array): Uint8Array {
  const data = deflateSync(array);
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(15, 0);
  tag.writeUInt32LE(data.length, 4);
  return joined(fixture("matlab/plain.mat").subarray(0, 128), tag, data);
}

/** The array called "bytes" of a fixture, not packed. */
export function matlabArray(): Uint8Array {
  const plain = fixture("matlab/plain.mat");
  const name = Buffer.from(plain).lastIndexOf("bytes");
  // Before the name lie four tags of 8 bytes, the last of them its own, 8 bytes of flags and three extents in 16.
  return plain.subarray(name - 56);
}

function pattern(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (i * 7) % 251);
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
}
