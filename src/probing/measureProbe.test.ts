import { expect, test } from "vitest";
import { askProbe } from "../../test/support/askProbe.ts";
import type { Measurement, Reading } from "./measurement.ts";
import { defineProbe } from "./probe.ts";

const saying = (reading: Partial<Reading>) =>
  defineProbe({
    id: "teller",
    title: "Teller",
    question: "?",
    measure: () => ({ readings: [{ quantity: "size", value: 1, ...reading }] }),
  });

test("measureProbe() takes numbers, and nulls with a reason", async () => {
  await expect(askProbe(saying({ low: 0, high: 2 }))).resolves.toBeDefined();
  await expect(askProbe(saying({ value: null, reason: "none" }))).resolves.toBeDefined();
});

test.each<[Partial<Reading>, string]>([
  [
    { value: Number.NaN },
    '"size" is NaN without a reason, needs a finite number, or null and a reason',
  ],
  [{ value: null, layer: "f1" }, '"size f1" is null without a reason'],
  [
    { low: Number.NEGATIVE_INFINITY },
    'the interval of "size" is -Infinity to undefined, needs finite ends or none',
  ],
  [
    { chance: [0, Number.NaN] },
    'what "size" would be by chance is 0 to NaN, needs finite ends or none',
  ],
  [
    JSON.parse('{ "layer": 2 }'),
    '"layer" of "size 2" is missing or wrong, needs that of a reading',
  ],
])("measureProbe() refuses a reading of %o", async (reading, message) => {
  await expect(askProbe(saying(reading))).rejects.toThrow(
    `Cannot use what "teller" measured: ${message}`,
  );
});

test.each<[string, string]>([
  ["{}", "it has no readings, needs a list of them"],
  ["null", "it has no readings, needs a list of them"],
  [
    '{ "readings": [{ "value": 1 }] }',
    "readings.0.quantity is missing, needs a text that says what is measured",
  ],
  ['{ "readings": [null] }', "readings.0.quantity is missing"],
  [
    '{ "readings": [], "arrays": { "map": { "dtype": "f32", "shape": [2], "data": [1, 2] } } }',
    'its array "map" is none, needs dtype, shape, and as many numbers in data',
  ],
  [
    '{ "readings": [{ "quantity": "a", "value": 1 }, { "quantity": "a", "value": 2 }] }',
    '"a" is there twice, needs another quantity, layer or "of"',
  ],
])("measureProbe() refuses what is no measurement: %s", async (given, message) => {
  const measure = (): Measurement => JSON.parse(given);
  await expect(askProbe({ ...saying({}), measure })).rejects.toThrow(
    `Cannot use what "teller" measured: ${message}`,
  );
});
