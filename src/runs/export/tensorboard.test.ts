import fc from "fast-check";
import { expect, test } from "vitest";
import { readEventFile } from "../../../test/support/readEventFile.ts";
import { eventFile, eventFileName } from "./tensorboard.ts";

const started = new Date(1_700_000_000_500);

/** Of test/golden/makeEventFile.py, by TensorBoard's own writer. */
const written =
  "1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a322b35311051000000" +
  "000000009ca1d9bc0900002043fc54d94110032a440a110a0a747261696e2f6c6f737315cdcccc3d0a140a0d" +
  "746573742f6163637572616379150000c07f0a190a1274696d652f65706f63682d7365636f6e647315000040" +
  "419b29aba0";

test("eventFile() writes the bytes that TensorBoard's own writer does", () => {
  const history = [
    { epoch: 3, "train/loss": 0.1, "test/accuracy": Number.NaN, "time/epoch-seconds": 12 },
  ];
  expect(Buffer.from(eventFile(history, started)).toString("hex")).toBe(written);
});

test("eventFile() begins with the version of its format, also where nothing was logged", () => {
  expect(readEventFile(eventFile([], started))).toEqual([
    { wallTime: 1_700_000_000.5, step: 0, fileVersion: "brain.Event:2", values: {} },
  ]);
});

test("eventFile() keeps NaN, infinite numbers and spikes", () => {
  const values = [Number.NaN, Infinity, -Infinity, 3e38, -3e38, 1e-45, 0, -0, 0.1];
  const history = values.map((value, epoch) => ({ epoch, "train/loss": value }));
  const [, ...events] = readEventFile(eventFile(history, started));
  expect(events.map((event) => event.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(events.map((event) => event.values["train/loss"])).toEqual(values.map(Math.fround));
});

test("eventFile() writes times as they would be without breaks, and leaves out what is not known", () => {
  const history = [
    { epoch: 0, "test/accuracy": 0.1, "train/loss": undefined },
    { epoch: 1, "time/epoch-seconds": 2 },
    { epoch: 2, "time/epoch-seconds": Number.NaN },
    { epoch: 3, "time/epoch-seconds": 4 },
  ];
  const [, ...events] = readEventFile(eventFile(history, started));
  expect(events.map(({ wallTime }) => wallTime - 1_700_000_000)).toEqual([0.5, 2.5, 2.5, 6.5]);
  expect(Object.keys(events[0]!.values)).toEqual(["test/accuracy"]);
});

test("eventFile() gives any metrics back, rounded to single precision", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1 }).filter((own) => own !== "__proto__");
  const metrics = fc.dictionary(name, fc.double(), { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(metrics, { maxLength: 20 }), (lines) => {
      const history = lines.map((line, epoch) => ({ ...line, epoch }));
      const [, ...events] = readEventFile(eventFile(history, started));
      expect(events.map(({ step, values }) => ({ ...values, epoch: step }))).toEqual(
        history.map((line) => ({ ...roundedOf(line), epoch: line.epoch })),
      );
    }),
  );
});

test("eventFileName() holds the word by which TensorBoard knows its files, and the second", () => {
  expect(eventFileName(started)).toBe("events.out.tfevents.1700000000.learnscope");
  expect(eventFileName(new Date(12_345))).toBe("events.out.tfevents.0000000012.learnscope");
});

function roundedOf(line: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [name, Math.fround(value)]),
  );
}
