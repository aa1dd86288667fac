import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { madeUpRun } from "../../../test/support/madeUpRun.ts";
import { UsageError } from "../../core/errors.ts";
import { findRunsToAsk, withoutRepeats } from "./askedRuns.ts";

test("findRunsToAsk() finds each run once, for all its epochs where one reference means all", async () => {
  const root = folderWith([]);
  await madeUpRun(root, "train/a-0a1b2c-s0");
  await madeUpRun(root, "train/a-0a1b2c-s1", { seed: 1 });
  const found = await findRunsToAsk(root, ["a-0a1b2c-s0", "a-0a1b2c"]);
  expect(found.map(({ entry, epochs }) => [entry.folder, epochs])).toEqual([
    [join(root, "train/a-0a1b2c-s0"), undefined],
    [join(root, "train/a-0a1b2c-s1"), undefined],
  ]);
});

test("findRunsToAsk() refuses a study", async () => {
  const root = folderWith([]);
  const { path } = await madeUpRun(root, "train/a", { kind: "study" });
  await expect(findRunsToAsk(root, ["train/a"])).rejects.toThrow(
    new UsageError(`Cannot ask "${path}": it is a study, needs a training`),
  );
});

test("withoutRepeats() leaves out a second folder of the same training with the same seed, and says so", async () => {
  const root = folderWith([]);
  for (const [name, seed] of [
    ["a", 0],
    ["b", 0],
    ["c", 1],
  ] as const) {
    await madeUpRun(root, `train/${name}`, { seed });
  }
  const notes: string[] = [];
  const found = await findRunsToAsk(root, ["train/a", "train/b", "train/c"]);
  const kept = withoutRepeats(found, (line) => notes.push(line));
  expect(kept.map(({ entry }) => entry.folder)).toEqual([
    join(root, "train/a"),
    join(root, "train/c"),
  ]);
  expect(notes).toEqual([
    `"${join(root, "train/b")}" is left out: it is the training of "${join(root, "train/a")}" with the same settings and the same seed`,
  ]);
});
