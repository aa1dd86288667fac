import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { lockText } from "../../test/support/lockText.ts";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { DataError } from "../core/errors.ts";
import { readStatus } from "./status.ts";

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});

const status = {
  schema: 1,
  state: "done",
  started: "2026-11-20T07:00:00.000Z",
  updated: "2026-11-20T07:01:00.000Z",
};

function write(changes: object): void {
  writeFileSync(join(folder, "status.json"), JSON.stringify({ ...status, ...changes }));
}

test("readStatus() gives what was written, with numbers that are not finite", async () => {
  const progress = { epoch: 1, epochs: 3, step: 2, steps: 10 };
  write({ progress, metrics: { a: 0.5, b: "NaN", c: "-Infinity" } });
  expect(await readStatus(folder)).toEqual({
    ...status,
    progress,
    metrics: { a: 0.5, b: Number.NaN, c: Number.NEGATIVE_INFINITY },
  });
});

test("readStatus() calls a run stale whose process is gone", async () => {
  write({ state: "running" });
  expect((await readStatus(folder)).state).toBe("stale");
  writeFileSync(join(folder, "run.lock"), lockText(2 ** 30));
  expect((await readStatus(folder)).state).toBe("stale");
  writeFileSync(join(folder, "run.lock"), lockText(process.pid));
  expect((await readStatus(folder)).state).toBe("running");
});

test("readStatus() takes the word of another machine's lock", async () => {
  write({ state: "running" });
  const holder = { process: 1, host: "elsewhere", start: "" };
  writeFileSync(join(folder, "run.lock"), JSON.stringify(holder));
  expect((await readStatus(folder)).state).toBe("running");
});

test.each([
  [{ state: "well" }, "state"],
  [{ updated: 5 }, "updated"],
  [{ metrics: { a: "much" } }, "metrics.a"],
  [{ progress: { epoch: 1 } }, "progress.epochs"],
])("readStatus() refuses %j", async (changes, key) => {
  write(changes);
  await expect(readStatus(folder)).rejects.toThrow(
    new DataError(
      `Cannot read "${join(folder, "status.json")}": its ${key} is damaged, needs an unaltered file`,
    ),
  );
});
