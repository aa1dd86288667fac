import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { copyLog, logLineText, readLog, truncateLog } from "./metricsLog.ts";

let path: string;
beforeEach(() => {
  path = join(makeTemporaryFolder(), "metrics.jsonl");
});

const three = '{"epoch":0,"a":1}\n{"epoch":1,"a":2}\n{"epoch":2,"a":3}\n';

test("logLineText() writes what is not finite as a text", () => {
  const line = { epoch: 0, a: Number.NaN, b: Number.POSITIVE_INFINITY, c: -Infinity, d: 0.1 };
  expect(logLineText(line)).toBe('{"epoch":0,"a":"NaN","b":"Infinity","c":"-Infinity","d":0.1}');
});

test("readLog() gives back any numbers to the bit", async () => {
  const numbers = fc.dictionary(fc.stringMatching(/^[a-z/-]{1,8}$/), fc.double(), { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(numbers, { maxLength: 5 }), async (epochs) => {
      // JSON has no -0, and a log has no use for it.
      const plain = epochs.map((metrics, epoch) => ({
        ...Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, value + 0])),
        epoch,
      }));
      writeFileSync(path, plain.map((line) => `${logLineText(line)}\n`).join(""));
      expect(await readLog(path)).toEqual(plain);
    }),
    { numRuns: 100 },
  );
});

test("readLog() finds nothing where there is no file", async () => {
  expect(await readLog(path)).toEqual([]);
});

test("readLog() does not count a last line that was not finished", async () => {
  writeFileSync(path, three.slice(0, -1));
  expect(await readLog(path)).toEqual([
    { epoch: 0, a: 1 },
    { epoch: 1, a: 2 },
  ]);
});

test.each([
  ['{"epoch":0}\nno\n', "line 2 is not JSON"],
  ['{"epoch":0}\n\n', "line 2 is not JSON"],
  ["[0]\n", "line 1 does not hold numbers by name"],
  ["null\n", "line 1 does not hold numbers by name"],
  ['{"a":1}\n', "line 1 does not hold numbers by name"],
  ['{"epoch":0,"a":"much"}\n', "line 1 does not hold numbers by name"],
  ['{"epoch":0}\n{"epoch":2}\n', "line 2 is of epoch 2 instead of 1"],
])("readLog() refuses %j", async (text, reason) => {
  writeFileSync(path, text);
  await expect(readLog(path)).rejects.toThrow(
    new DataError(`Cannot read "${path}": ${reason}, needs an unaltered file`),
  );
});

test("readLog() refuses a folder", async () => {
  const folder = join(path, "..");
  await expect(readLog(folder)).rejects.toThrow(
    new StorageError(`Cannot read "${folder}": a folder of that name is in the way, needs a file`),
  );
});

test("truncateLog() takes away what came after an epoch", async () => {
  writeFileSync(path, three);
  await truncateLog(path, 1);
  expect(readFileSync(path, "utf8")).toBe('{"epoch":0,"a":1}\n{"epoch":1,"a":2}\n');
});

test("truncateLog() takes away a line that was not finished, and damage after the epoch", async () => {
  writeFileSync(path, `${three}{"epo`);
  await truncateLog(path, 2);
  expect(readFileSync(path, "utf8")).toBe(three);
  writeFileSync(path, `${three}no\n`);
  await truncateLog(path, 2);
  expect(readFileSync(path, "utf8")).toBe(three);
});

test("truncateLog() before the first epoch leaves an empty log, also where there was none", async () => {
  await truncateLog(path, -1);
  expect(readFileSync(path, "utf8")).toBe("");
  writeFileSync(path, three);
  await truncateLog(path, -1);
  expect(readFileSync(path, "utf8")).toBe("");
});

test("truncateLog() refuses a log that does not go so far, and leaves it as it is", async () => {
  writeFileSync(path, three);
  await expect(truncateLog(path, 3)).rejects.toThrow(
    new DataError(`Cannot go on with "${path}": it ends before epoch 3, needs all up to 3`),
  );
  expect(readFileSync(path, "utf8")).toBe(three);
});

test("truncateLog() refuses damage up to the epoch", async () => {
  writeFileSync(path, `no\n${three}`);
  await expect(truncateLog(path, 1)).rejects.toThrow(
    new DataError(`Cannot read "${path}": line 1 is not JSON, needs an unaltered file`),
  );
});

test("copyLog() writes the lines up to an epoch elsewhere, and leaves the log as it is", async () => {
  writeFileSync(path, `${three}{"epo`);
  const copy = `${path}.copy`;
  await copyLog(path, copy, 1);
  expect(await readLog(copy)).toEqual([
    { epoch: 0, a: 1 },
    { epoch: 1, a: 2 },
  ]);
  expect(readFileSync(path, "utf8")).toBe(`${three}{"epo`);
});
