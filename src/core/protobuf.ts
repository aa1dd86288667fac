/**
 * The wire format of Protocol Buffers, as far as files for other programs need it: fields are written, none is read.
 *
 * Source: Protocol Buffers documentation, "Encoding", protobuf.dev/programming-guides/encoding.
 */

/** Encoded fields in pieces, so that messages are put into each other without copying what they hold. Units: bytes */
export interface Encoded {
  readonly pieces: readonly Uint8Array[];
  readonly size: number;
}

/** How a field's length is told: by the value itself, by a number in front of it, or by its being 8 or 4 bytes. */
const wireTypes = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

/** A whole number, also for enumerations; negative ones take ten bytes. */
export function integerField(field: number, value: number): Encoded {
  return whole([...tagOf(field, "varint"), ...varint(BigInt.asUintN(64, BigInt(value)))]);
}

/** A number of single precision. */
export function floatField(field: number, value: number): Encoded {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return whole([...tagOf(field, "fixed32"), ...bytes]);
}

/** A number of double precision. */
export function doubleField(field: number, value: number): Encoded {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return whole([...tagOf(field, "fixed64"), ...bytes]);
}

/** Text, in UTF-8. */
export function textField(field: number, text: string): Encoded {
  return bytesField(field, new TextEncoder().encode(text));
}

/** Bytes, which are not copied. */
export function bytesField(field: number, bytes: Uint8Array): Encoded {
  return messageField(field, { pieces: [bytes], size: bytes.length });
}

/** A message inside another. */
export function messageField(field: number, { pieces, size }: Encoded): Encoded {
  const head = whole([...tagOf(field, "lengthDelimited"), ...varint(BigInt(size))]);
  return { pieces: [...head.pieces, ...pieces], size: head.size + size };
}

/** Fields one after the other: a message. */
export function message(...fields: readonly (readonly Encoded[])[]): Encoded {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const field of fields.flat()) {
    for (const piece of field.pieces) pieces.push(piece);
    size += field.size;
  }
  return { pieces, size };
}

function whole(bytes: readonly number[]): Encoded {
  return { pieces: [Uint8Array.from(bytes)], size: bytes.length };
}

function tagOf(field: number, type: keyof typeof wireTypes): number[] {
  return varint(BigInt(field * 8 + wireTypes[type]));
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}
