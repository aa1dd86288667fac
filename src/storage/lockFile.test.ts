import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { processStart } from "../core/processStart.ts";
import { lastLockHolder, lockFile, lockHolder } from "./lockFile.ts";
import { StorageError } from "./storageError.ts";

const work = { refusal: 'Cannot bake "x"', doing: "baking it" };
const host = hostname();

let lock: string;
beforeEach(() => {
  lock = join(mkdtempSync(join(tmpdir(), "learnscope-")), "lock");
});

test("lockFile() keeps others out until it is unlocked", async () => {
  const unlock = await lockFile(lock, work);
  expect(await lockHolder(lock)).toMatchObject({ process: process.pid, host });
  await expect(lockFile(lock, work)).rejects.toThrow(
    new StorageError(
      `Cannot bake "x": process ${process.pid} is baking it, needs that to end, or "${lock}" deleted where it is another program`,
    ),
  );
  await unlock();
  expect(await lockHolder(lock)).toBeUndefined();
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ["of a process that has ended", { process: spawnSync("true").pid, host, start: "" }],
  ["of an earlier process of the same number", { process: process.pid, host, start: "before" }],
  ["of which only a part was written", '{"process": 1'],
  ["of no single process", { process: 0, host, start: "" }],
  ["without words", ""],
])("lockFile() takes over a lock %s", async (_, left) => {
  writeFileSync(lock, typeof left === "string" ? left : JSON.stringify(left));
  expect(await lockHolder(lock)).toBeUndefined();
  await lockFile(lock, work);
  expect(JSON.parse(readFileSync(lock, "utf8")).start).toBe(processStart(process.pid));
  expect(readdirSync(join(lock, ".."))).toEqual(["lock"]);
});

test("lockFile() believes what another machine says", async () => {
  writeFileSync(lock, JSON.stringify({ process: 7, host: "elsewhere", start: "" }));
  await expect(lockFile(lock, work)).rejects.toThrow(
    'Cannot bake "x": process 7 on elsewhere is baking it',
  );
});

test("lockFile() gives an abandoned lock to one of many", async () => {
  writeFileSync(lock, "");
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFile(lock, work)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("lockFile() lets one process at a time take an abandoned lock away", async () => {
  writeFileSync(lock, "");
  // Another process is just taking the abandoned one away.
  const unlock = await lockFile(`${lock}.removal`, work);
  await expect(lockFile(lock, work)).rejects.toThrow(
    new StorageError(
      `Cannot bake "x": process ${process.pid} is baking it, needs that to end, or "${lock}.removal" deleted where it is another program`,
    ),
  );
  expect(readFileSync(lock, "utf8")).toBe("");
  await unlock();
  await lockFile(lock, work);
  expect(readdirSync(join(lock, ".."))).toEqual(["lock"]);
});

test("lockFile() refuses what is no place for a lock", async () => {
  await expect(lockFile(join(lock, "a"), work)).rejects.toThrow(StorageError);
});

test("lastLockHolder() tells whose lock it is, also where its process has ended", async () => {
  expect(await lastLockHolder(lock)).toBeUndefined();
  const left = { process: 2 ** 30, host, start: "" };
  writeFileSync(lock, JSON.stringify(left));
  expect(await lastLockHolder(lock)).toEqual(left);
  expect(await lockHolder(lock)).toBeUndefined();
  writeFileSync(lock, "no words");
  expect(await lastLockHolder(lock)).toBeUndefined();
});
