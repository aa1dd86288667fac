import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DataError, UsageError } from "../../core/errors.ts";
import { RunFolder } from "../../runs/runFolder.ts";
import { checkForkStart } from "./checkForkStart.ts";
import { parentOf } from "./parentOf.ts";

async function makeRun(path: string, parent?: string): Promise<string> {
  const own = { kind: "training", name: "lenet5", hash: "abcdef", seed: 0, changed: {} } as const;
  const from = parent === undefined ? {} : { parent: { run: parent, epoch: 4, sha256: "0" } };
  await RunFolder.makeAt(path, { configuration: {}, manifest: { ...own, ...from } });
  return path;
}

async function twoRuns() {
  const root = mkdtempSync(join(tmpdir(), "learnscope-"));
  const parent = await makeRun(join(root, "runs/train/a"));
  return { root, parent, fork: await makeRun(join(root, "runs/other/b"), parent) };
}

test("parentOf() finds the parent where it was", async () => {
  const { parent, fork } = await twoRuns();
  expect(await parentOf(fork)).toEqual({ run: parent, epoch: 4, sha256: "0" });
});

test("parentOf() finds the parent among the fork's runs when all have been moved", async () => {
  const { root } = await twoRuns();
  renameSync(join(root, "runs"), join(root, "moved"));
  const { run } = await parentOf(join(root, "moved/other/b"));
  expect(run).toBe(join(root, "moved/train/a"));
});

test("parentOf() says when the parent is gone", async () => {
  const { parent, fork } = await twoRuns();
  rmSync(parent, { recursive: true });
  await expect(parentOf(fork)).rejects.toThrow(
    new DataError(
      `Cannot compare "${fork}" with its parent: there is no run "${parent}", needs it where it was`,
    ),
  );
});

test("parentOf() refuses a run that is no fork", async () => {
  const { parent } = await twoRuns();
  await expect(parentOf(parent)).rejects.toThrow(
    new UsageError(
      `Cannot compare "${parent}" with its parent: it has none, needs a fork; \`learnscope fork\` makes one`,
    ),
  );
});

test("checkForkStart() refuses a fork that has lost its checkpoint, and no other run", async () => {
  const { parent, fork } = await twoRuns();
  await checkForkStart(parent);
  await expect(checkForkStart(fork)).rejects.toThrow(
    new DataError(
      `Cannot go on with "${fork}": none of its checkpoints is as it was written, needs to be forked again from "${parent}@4"`,
    ),
  );
});
