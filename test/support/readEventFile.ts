import protobuf from "protobufjs";

/** As far as scalars need it; field numbers are those of TensorFlow's event.proto and summary.proto. */
const definitions = `
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what {
      string file_version = 3;
      Summary summary = 5;
    }
  }
  message Summary {
    repeated Value value = 1;
    message Value {
      string tag = 1;
      string node_name = 7;
      oneof value {
        float simple_value = 2;
      }
    }
  }
`;

const eventType = protobuf.parse(definitions, { keepCase: true }).root.lookupType("Event");

/** An event of TensorBoard. */
export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion: string | undefined;
  /** By tag. */
  readonly values: Readonly<Record<string, number>>;
}

/** The records of a file, after their framing was looked at byte by byte. */
export function recordsOf(file: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(file);
  const records: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Number(bytes.readBigUInt64LE(at));
    checkSum(bytes, at, at + 8);
    checkSum(bytes, at + 12, at + 12 + size);
    records.push(bytes.subarray(at + 12, at + 12 + size));
    at += 12 + size + 4;
  }
  return records;
}

/** The events of a file. */
export function readEventFile(file: Uint8Array): readonly ReadEvent[] {
  return recordsOf(file).map((record) => {
    const decoded = eventType.toObject(eventType.decode(record), { longs: Number, defaults: true });
    const values: { tag: string; simple_value: number }[] = decoded.summary?.value ?? [];
    return {
      wallTime: decoded.wall_time,
      step: decoded.step,
      fileVersion: decoded.file_version,
      values: Object.fromEntries(values.map(({ tag, simple_value: value }) => [tag, value])),
    };
  });
}

/** Whether four bytes after some others are the masked CRC-32C of these, computed bit by bit. */
function checkSum(bytes: Buffer, from: number, to: number): void {
  let sum = 0xffffffffn;
  for (const byte of bytes.subarray(from, to)) {
    sum ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) sum = sum & 1n ? (sum >> 1n) ^ 0x82f63b78n : sum >> 1n;
  }
  sum ^= 0xffffffffn;
  const masked = (((sum >> 15n) | (sum << 17n)) + 0xa282ead8n) & 0xffffffffn;
  const written = bytes.readUInt32LE(to);
  if (BigInt(written) !== masked) {
    throw new Error(`the checksum of bytes ${from} to ${to} is ${written} instead of ${masked}`);
  }
}
