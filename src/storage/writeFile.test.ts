import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { StorageError } from "./storageError.ts";
import { appendLine, removeUnfinished, writeFile, writeJson } from "./writeFile.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "learnscope-"));
});

test("writeFile() makes the folders above and leaves nothing but the file", async () => {
  const path = join(folder, "a/b/c.txt");
  await writeFile(path, "one");
  await writeFile(path, Uint8Array.of(116, 119, 111));
  expect(readFileSync(path, "utf8")).toBe("two");
  expect(readdirSync(join(folder, "a/b"))).toEqual(["c.txt"]);
});

test("writeFile() writes pieces one after the other", async () => {
  const path = join(folder, "a.txt");
  await writeFile(path, [Uint8Array.of(111), new Uint8Array(), Uint8Array.of(107)]);
  expect(readFileSync(path, "utf8")).toBe("ok");
});

test("writeJson() writes text that reads back as the value and ends its last line", async () => {
  const path = join(folder, "a.json");
  await writeJson(path, { b: [1, 0.1], c: null });
  expect(readFileSync(path, "utf8")).toMatch(/\}\n$/);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ b: [1, 0.1], c: null });
});

test("appendLine() adds to what is there", async () => {
  const path = join(folder, "log");
  await appendLine(path, "a");
  await appendLine(path, "b");
  expect(readFileSync(path, "utf8")).toBe("a\nb\n");
});

test("writeFile() refuses a path below a file", async () => {
  writeFileSync(join(folder, "file"), "");
  const path = join(folder, "file/a.txt");
  await expect(writeFile(path, "")).rejects.toThrow(
    new StorageError(`Cannot write "${path}": a file of that name is in the way, needs a folder`),
  );
});

test("writeFile() refuses to replace a folder, and cleans up", async () => {
  const path = join(folder, "a");
  mkdirSync(path);
  await expect(writeFile(path, "")).rejects.toThrow(
    new StorageError(`Cannot write "${path}": a folder of that name is in the way, needs a file`),
  );
  expect(readdirSync(folder)).toEqual(["a"]);
});

// Linux has a device that is always full: the temporary file is made to be that one.
test.runIf(process.platform === "linux")(
  "writeFile() on a full disk keeps the old contents, cleans up and says so",
  async () => {
    const path = join(folder, "a.txt");
    writeFileSync(path, "old");
    symlinkSync("/dev/full", `${path}.new-${process.pid}`);
    await expect(writeFile(path, "new")).rejects.toThrow(
      new StorageError(`Cannot write "${path}": the disk is full, needs free space`),
    );
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  },
);

test.runIf(process.platform === "linux")("appendLine() says that a disk is full", async () => {
  await expect(appendLine("/dev/full", "a")).rejects.toThrow(
    new StorageError('Cannot write "/dev/full": the disk is full, needs free space'),
  );
});

test("removeUnfinished() deletes what was being written, and nothing else", async () => {
  const kept = ["a.json", "a.new-", "a.new-12.json", "b.new-x7"];
  for (const name of [...kept, "a.json.new-12", "epoch-0001.safetensors.new-4194304"]) {
    writeFileSync(join(folder, name), "");
  }
  mkdirSync(join(folder, "below"));
  writeFileSync(join(folder, "below/c.new-5"), "");
  await removeUnfinished(folder);
  expect(readdirSync(folder).sort()).toEqual([...kept, "below"].sort());
  expect(readdirSync(join(folder, "below"))).toEqual(["c.new-5"]);
});

test("removeUnfinished() finds nothing to do where there is no folder", async () => {
  await removeUnfinished(join(folder, "nowhere"));
  expect(readdirSync(folder)).toEqual([]);
});
