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
import type { LogLine } from "../metricsLog.ts";

/** What the first event of a file says of its format. */
const fileVersion = "brain.Event:2";

/** What is added to a checksum that lies among the data it is of. */
const maskDelta = 0xa282ead8;

/** `events.out.tfevents.1700000000.learnscope`: by its second part TensorBoard knows a file that it can read. */
export function eventFileName(started: Date): string {
  return `events.out.tfevents.${Math.floor(secondsOf(started)).toString().padStart(10, "0")}.learnscope`;
}

/**
 * A run's metrics as an event file of TensorBoard, an epoch a step. Its numbers are of single precision there.
 *
 * Where epochs have an `time/epoch-seconds`, an event's time is that at which the epoch would have ended without breaks.
 *
 * Units: bytes; `started` is the time of the first event
 * @source github.com/tensorflow/tensorflow, core/util/event.proto, core/framework/summary.proto and core/lib/io/record_writer.cc
 */
export function eventFile(history: readonly LogLine[], started: Date): Uint8Array {
  const begun = secondsOf(started);
  const records = [recordOf(message([wallTime(begun), textField(3, fileVersion)]))];
  let seconds = 0;
  for (const line of history) {
    const { epoch, "time/epoch-seconds": taken = 0, ...metrics } = line;
    if (Number.isFinite(taken)) seconds += Math.max(taken, 0);
    if (line["time/epoch-seconds"] !== undefined) metrics["time/epoch-seconds"] = taken;
    const summary = messageField(5, summaryOf(metrics));
    records.push(recordOf(message([wallTime(begun + seconds), integerField(2, epoch), summary])));
  }
  return Buffer.concat(records);
}
