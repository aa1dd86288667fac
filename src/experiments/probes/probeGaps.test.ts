import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { probeFolder } from "../../runs/paths.ts";
import { readGaps, writeGap } from "./probeGaps.ts";

test("readGaps() tells what was not measured, and not what was measured since", async () => {
  const run = mkdtempSync(join(tmpdir(), "learnscope-"));
  expect(await readGaps(run)).toEqual([]);
  const gap = { probe: "cka", hash: "0a", epoch: 1 };
  for (const epoch of [1, 2, 2]) await writeGap(run, { ...gap, epoch });
  await writeGap(run, { ...gap, epoch: null, reason: "it is late" });
  mkdirSync(probeFolder(run, "cka", "0a"), { recursive: true });
  writeFileSync(join(probeFolder(run, "cka", "0a"), "epoch-0001.json"), "{}");
  expect(await readGaps(run)).toEqual([
    { ...gap, epoch: 2 },
    { ...gap, epoch: null, reason: "it is late" },
  ]);
});
