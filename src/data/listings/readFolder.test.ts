import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder, writeInto } from "../../../test/support/pictureFolder.ts";
import { DataError } from "../../core/errors.ts";
import { readFolder } from "./readFolder.ts";

test("readFolder() tells images, folders and other files apart, hidden ones left out", async () => {
  const folder = makeTemporaryFolder();
  const files = ["b.JPEG", "a.png", "A.jpg", "c.webp", "notes.txt", ".hidden.png", "dogs/1.png"];
  for (const path of files) writeInto(folder, path, "");
  expect(await readFolder(folder)).toEqual({
    path: folder,
    folders: ["dogs"],
    images: ["A.jpg", "a.png", "b.JPEG", "c.webp"],
    others: ["notes.txt"],
  });
});

test("readFolder() follows links to folders", async () => {
  const folder = makeTemporaryFolder();
  writeInto(folder, "dogs/1.png", "");
  symlinkSync(join(folder, "dogs"), join(folder, "hounds"));
  symlinkSync(join(folder, "nowhere"), join(folder, "lost"));
  expect(await readFolder(folder)).toMatchObject({ folders: ["dogs", "hounds"], others: ["lost"] });
});

test("readFolder() refuses a folder that is not there", async () => {
  const folder = join(makeTemporaryFolder(), "cats");
  await expect(readFolder(folder)).rejects.toThrow(
    new DataError(`Cannot list "${folder}": it does not exist, needs a folder that can be read`),
  );
});
