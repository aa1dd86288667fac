import { existsSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { codeOf } from "../core/codeOf.ts";
import { makeFolder } from "./makeFolder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "learnscope-"));
});

const refusalOf = (path: string) => makeFolder(path).then(() => "made", codeOf);

test("makeFolder() makes a folder and those above it, also where they are there", async () => {
  for (const path of ["a/b/c", "a/b", "a/b/c"]) {
    await makeFolder(join(folder, path));
    expect(existsSync(join(folder, path))).toBe(true);
  }
});

test("makeFolder() passes on why it cannot", async () => {
  writeFileSync(join(folder, "file"), "");
  expect(await refusalOf(join(folder, "file"))).toBe("EEXIST");
  expect(await refusalOf(join(folder, "file/a/b"))).toBe("ENOTDIR");
  symlinkSync(join(folder, "nowhere"), join(folder, "link"));
  expect(await refusalOf(join(folder, "link/a/b"))).toBe("ENOTDIR");
});
