import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { loadFiles } from "../loadDataset.ts";
import { makeSvhn, svhn } from "./svhn.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-svhn-"));
});
afterEach(() => rm(root, { recursive: true }));

/** Eleven images, the first of a nought. */
async function put(folder: string): Promise<void> {
  const fixture = resolve(import.meta.dirname, "../../../test/golden/fixtures/matlab/svhn.mat");
  await mkdir(join(root, folder), { recursive: true });
  for (const split of ["train", "test"]) {
    await copyFile(fixture, join(root, folder, `${split}_32x32.mat`));
  }
}

test.each(["svhn", "."])("makeSvhn() loads both files from the folder %s", async (folder) => {
  await put(folder);
  const dataset = await loadFiles("svhn", makeSvhn({ train: 11, test: 11 }), [root]);
  expect(dataset).toMatchObject({ name: "svhn", title: "SVHN" });
  expect([...dataset.train.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  expect(dataset.test).toMatchObject({ count: 11, channels: 3, height: 32, width: 32 });
});

test("svhn refuses other numbers of images than were published", async () => {
  await put("svhn");
  await expect(loadFiles("svhn", svhn, [root])).rejects.toThrow(
    new DataError(
      `Cannot load SVHN from "${join(root, "svhn", "train_32x32.mat")}": it has 11 images of 3 × 32 × 32, needs 73257 images of 3 × 32 × 32`,
    ),
  );
});
