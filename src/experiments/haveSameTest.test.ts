import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { haveSameTest } from "./haveSameTest.ts";

const root = mkdtempSync(join(tmpdir(), "learnscope-"));

function runOf(name: string, record?: object): string {
  const folder = join(root, name);
  mkdirSync(folder);
  if (record) writeFileSync(join(folder, "dataset.json"), JSON.stringify({ schema: 1, ...record }));
  return folder;
}

test("haveSameTest() compares the test images alone, of runs that say what they were", async () => {
  const one = runOf("one", { sha256: { train: "a", test: "b" } });
  const alike = runOf("alike", { sha256: { train: "c", test: "b" } });
  const other = runOf("other", { sha256: { train: "a", test: "d" } });
  const [silent, damaged] = [runOf("silent"), runOf("damaged", { sha256: 7 })];
  expect(await haveSameTest([one, alike, silent, damaged])).toBe(true);
  expect(await haveSameTest([one, other])).toBe(false);
});
