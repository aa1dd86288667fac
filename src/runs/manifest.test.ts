import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { readManifest, writeManifest } from "./manifest.ts";

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});

const manifest = {
  schema: 1,
  kind: "training",
  name: "lenet5",
  hash: "0a1b2c",
  seed: 3,
  changed: { epochs: "5", augment: "crop:4,flip" },
  parent: { run: "runs/a/b", epoch: 2, sha256: "00ff" },
} as const;

test("readManifest() gives what writeManifest() wrote", async () => {
  await writeManifest(folder, manifest);
  expect(readdirSync(folder)).toEqual(["manifest.json"]);
  expect(await readManifest(folder)).toEqual(manifest);
  const study = { schema: 1, kind: "study", name: "translation", hash: "0", changed: {} } as const;
  await writeManifest(folder, study);
  expect(await readManifest(folder)).toEqual(study);
});

test("readManifest() refuses a folder that is no run", async () => {
  await expect(readManifest(folder)).rejects.toThrow(
    new StorageError(
      `Cannot read "${join(folder, "manifest.json")}": it does not exist, needs a run that has it`,
    ),
  );
});

test.each([
  [{ kind: "trial" }, "kind"],
  [{ seed: "three" }, "seed"],
  [{ changed: { epochs: 5 } }, "changed.epochs"],
  [{ parent: { run: "a", epoch: 2 } }, "parent.sha256"],
])("readManifest() refuses %j", async (changes, key) => {
  const path = join(folder, "manifest.json");
  writeFileSync(path, JSON.stringify({ ...manifest, ...changes }));
  await expect(readManifest(folder)).rejects.toThrow(
    new DataError(`Cannot read "${path}": its ${key} is damaged, needs an unaltered file`),
  );
});
