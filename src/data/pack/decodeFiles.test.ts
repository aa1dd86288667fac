import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder, plainPng, writeInto } from "../../../test/support/pictureFolder.ts";
import { DataError } from "../../core/errors.ts";
import { decodeFiles } from "./decodeFiles.ts";

const settings = { size: 2, fit: "crop", channels: 1 } as const;

async function folderWith(files: Readonly<Record<string, Uint8Array | string>>) {
  const folder = makeTemporaryFolder();
  for (const [path, bytes] of Object.entries(files)) writeInto(folder, path, bytes);
  const listed = Object.keys(files).map((path) => {
    return { path, size: statSync(join(folder, path)).size };
  });
  return { folder, files: listed };
}

test("decodeFiles() keeps the others in their order when some are bad", async () => {
  const request = await folderWith({
    "a.png": await plainPng([1, 1, 1]),
    "b.png": "no image",
    "c.png": await plainPng([3, 3, 3]),
    "d.jpg": Uint8Array.of(0xff, 0xd8, 0xff),
    "e\n.png": await plainPng([4, 4, 4]),
    "f.png": await plainPng([5, 5, 5]),
  });
  const { images, failures } = await decodeFiles({ ...request, settings, inFlight: 3 });
  expect([...images]).toEqual([1, 1, 1, 1, 3, 3, 3, 3, 5, 5, 5, 5]);
  expect(failures).toEqual([
    [1, "it is no JPEG, PNG or WebP image"],
    [3, "premature end of JPEG image"],
    [4, "its name holds a line break"],
  ]);
});

test("decodeFiles() does not read files that are too large for images", async () => {
  const files = [{ path: "huge.jpg", size: 2 ** 40 }];
  const { failures } = await decodeFiles({ folder: "/nowhere", files, settings, inFlight: 1 });
  expect(failures).toEqual([[0, "it has 1099511627776 bytes, needs at most 268435456"]]);
});

test("decodeFiles() stops when a file is gone that was there before", async () => {
  const { folder } = await folderWith({});
  const files = [{ path: "a.png", size: 70 }];
  await expect(decodeFiles({ folder, files, settings, inFlight: 1 })).rejects.toThrow(
    new DataError(
      `Cannot pack "${folder}": "a.png" is gone, needs the files that were there at the start`,
    ),
  );
});
