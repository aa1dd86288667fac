import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { madeUpRun } from "../../../test/support/madeUpRun.ts";
import { UsageError } from "../../core/errors.ts";
import { findRunsToAsk } from "./askedRuns.ts";

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
