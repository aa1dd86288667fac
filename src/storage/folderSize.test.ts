import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { folderSize } from "./folderSize.ts";

test("folderSize() adds up all files, and not what links lead to", async () => {
  const folder = makeTemporaryFolder();
  const other = makeTemporaryFolder();
  writeFileSync(join(other, "large"), Buffer.alloc(100_000));
  writeFileSync(join(folder, "a"), Buffer.alloc(10));
  mkdirSync(join(folder, "b/c"), { recursive: true });
  writeFileSync(join(folder, "b/c/d"), Buffer.alloc(32));
  expect(await folderSize(folder)).toBe(42);
  symlinkSync(other, join(folder, "b/link"));
  symlinkSync(join(other, "large"), join(folder, "link"));
  expect(await folderSize(folder)).toBeLessThan(1000);
  expect(await folderSize(join(folder, "nowhere"))).toBe(0);
});
