import { expect, test } from "vitest";
import { withOwnLabels } from "./probeFindings.ts";

test("withOwnLabels() tells runs apart that are named alike", () => {
  const run = (folder: string) => {
    const label = folder.split("Z-").at(-1)!;
    return { folder, label, group: "a", seed: 0, hash: "0a" };
  };
  const folders = [
    "runs/train/20260101T000000Z-a-s0",
    "runs/train/20260102T000000Z-a-s0",
    "runs/other/20260102T000000Z-a-s0",
    "runs/train/20260101T000000Z-a-s1",
  ];
  expect(withOwnLabels(folders.map(run)).map(({ label }) => label)).toEqual([
    "20260101T000000Z-a-s0",
    "runs/train/20260102T000000Z-a-s0",
    "runs/other/20260102T000000Z-a-s0",
    "a-s1",
  ]);
});
