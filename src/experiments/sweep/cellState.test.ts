import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { madeUpRun } from "../../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../../test/support/pictureFolder.ts";
import { lockFile } from "../../storage/lockFile.ts";
import { readCellStatus } from "./cellState.ts";

const root = makeTemporaryFolder();

test.each(["pending", "done", "failed", "interrupted", "stale"] as const)(
  "readCellStatus() tells that a cell is %s",
  async (state) => {
    const { path } = await madeUpRun(root, `a/${state}`, { state });
    expect(await readCellStatus(path)).toMatchObject({ state, isMade: true });
  },
);

test("readCellStatus() tells that a process holds a cell", async () => {
  const { path } = await madeUpRun(root, "a/held", { state: "stale" });
  const unlock = await lockFile(join(path, "run.lock"), { refusal: "", doing: "" });
  expect((await readCellStatus(path)).state).toBe("running");
  await unlock();
});

test("readCellStatus() takes a folder that is not there, or empty, for pending", async () => {
  const empty = join(root, "empty");
  mkdirSync(empty);
  expect(await readCellStatus(empty)).toEqual({ state: "pending", isMade: false });
  expect(await readCellStatus(join(root, "none"))).toEqual({ state: "pending", isMade: false });
});

test("readCellStatus() calls damaged what cannot be read, and says why", async () => {
  const { path } = await madeUpRun(root, "a/damaged");
  writeFileSync(join(path, "status.json"), "{");
  expect(await readCellStatus(path)).toEqual({
    state: "damaged",
    isMade: true,
    error: `Cannot read "${path}/status.json": it is not JSON, needs an unaltered file`,
  });
  const other = join(root, "other");
  mkdirSync(other);
  writeFileSync(join(other, "notes.txt"), "");
  expect((await readCellStatus(other)).state).toBe("damaged");
});
