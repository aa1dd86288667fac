import { crc32c } from "../../core/crc32c.ts";
import {
  doubleField,
  type Encoded,
  floatField,
  integerField,
  message,
  messageField,
  textField,
} from "../../core/protobuf.ts";
import type { Metrics } from "../runFolder.ts";

/** What the first event says of the format of those that follow. */
const fileVersion = "brain.Event:2";

/** What is added to a checksum that stands beside the data, lest a checksum be taken of it again. */
const maskDelta = 0xa282ead8;

/** `events.out.tfevents.1700000000.learnscope`: TensorBoard reads the files that are named so. */
export function eventFileName(started: Date): string {
  const seconds = Math.floor(secondsOf(started));
  return `events.out.tfevents.${String(seconds).padStart(10, "0")}.learnscope`;
}

/**
 * A run's metrics as a file of TensorBoard's events; an epoch is a step. Numbers are of single precision there. The time
 * of an event is that at which its epoch would have ended if there had been nothing but training.
 *
 * Units: bytes
 * @source github.com/tensorflow/tensorflow: core/util/event.proto, core/framework/summary.proto, core/lib/io/record_writer.cc
 */
export function eventFile(history: readonly Metrics[], started: Date): Uint8Array {
  let time = secondsOf(started);
  const records = [recordOf(message([doubleField(1, time)], [textField(3, fileVersion)]))];
  for (const { epoch, ...metrics } of history) {
    const seconds = metrics["time/epoch-seconds"] ?? 0;
    if (Number.isFinite(seconds)) time += Math.max(seconds, 0);
    records.push(
      recordOf(
        message(
          [doubleField(1, time), integerField(2, epoch)],
          [messageField(5, summaryOf(metrics))],
        ),
      ),
    );
  }
  return Buffer.concat(records);
}

function summaryOf(metrics: Readonly<Record<string, number | undefined>>): Encoded {
  const known = Object.entries(metrics).filter((entry) => entry[1] !== undefined);
  return message(
    known.map(([tag, value = 0]) =>
      messageField(1, message([textField(1, tag), floatField(2, value)])),
    ),
  );
}

/** A record: its length in eight bytes, the checksum of these, the data, the checksum of the data. */
function recordOf({ pieces, size }: Encoded): Uint8Array {
  const record = Buffer.alloc(12 + size + 4);
  record.writeBigUInt64LE(BigInt(size), 0);
  record.writeUInt32LE(maskedSum(record.subarray(0, 8)), 8);
  record.set(Buffer.concat(pieces), 12);
  record.writeUInt32LE(maskedSum(record.subarray(12, -4)), 12 + size);
  return record;
}

/** The checksum turned by 15 bits, and moved. */
function maskedSum(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + maskDelta) >>> 0;
}

function secondsOf(time: Date): number {
  return time.getTime() / 1000;
}
