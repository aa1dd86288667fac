import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { lockText } from "../../../test/support/lockText.ts";
import {
  makePictureFolder,
  makeTemporaryFolder,
  type PictureFolder,
  plainPng,
  writeInto,
} from "../../../test/support/pictureFolder.ts";
import { DataError, UsageError } from "../../core/errors.ts";
import { parseSafetensors } from "../../storage/safetensors.ts";
import { StorageError } from "../../storage/storageError.ts";
import { type DecodeRequest, decodeFiles } from "./decodeFiles.ts";
import { type PackOptions, packImages } from "./packImages.ts";
import type { PackRequest } from "./packPlan.ts";
import { readManifest } from "./readManifest.ts";

let pictures: PictureFolder;
beforeAll(async () => {
  pictures = await makePictureFolder(12);
});

const newPath = () => join(makeTemporaryFolder(), "a.safetensors");

function pack(
  options: Partial<PackOptions> & Pick<PackOptions, "to">,
  request: Partial<PackRequest> = {},
) {
  return packImages(
    {
      ...pictures,
      ...{ size: 4, fit: "crop", channels: 3, name: "pictures-4", title: "Pictures", chunk: 10 },
      ...request,
    },
    { workers: 2, ...options },
  );
}

/** As `pack`, but ended when `done` images have been decoded. */
async function packUntil(to: string, done: number): Promise<void> {
  const controller = new AbortController();
  const onProgress = (progress: { done: number }) => {
    if (progress.done >= done) controller.abort(new Error("ended"));
  };
  await expect(pack({ to, signal: controller.signal, onProgress })).rejects.toThrow("ended");
}

test("packImages() writes images, labels, concepts and paths that belong together", async () => {
  const to = newPath();
  const { manifest } = await pack({ to });
  expect(manifest).toMatchObject({
    classes: ["zero", "one"],
    splits: { train: { listed: 24, count: 24 }, test: { listed: 24, count: 24 } },
    skipped: { count: 0, first: [] },
  });
  const { tensors } = parseSafetensors(readFileSync(to), to);
  for (const [split, blue] of [["train", 0] as const, ["test", 9] as const]) {
    const { data: images, shape } = tensors.get(`${split}/images`)!;
    expect(shape).toEqual([24, 3, 4, 4]);
    const names = Buffer.from(tensors.get(`${split}/names`)!.data as Uint8Array).toString();
    for (let row = 0; row < 24; row++) {
      const [, label, i] = /(\d)\/(\d+)\.png/.exec(names.split("\n")[row]!)!.map(Number);
      const image = [...images.subarray(row * 48, (row + 1) * 48)];
      expect(image).toEqual([i!, label!, blue].flatMap((value) => Array(16).fill(value)));
      expect(tensors.get(`${split}/labels`)!.data[row]).toBe(label);
      expect(tensors.get(`${split}/concept/parity`)!.data[row]).toBe(i! % 2);
    }
  }
});

test("packImages() mixes the classes", async () => {
  const to = newPath();
  await pack({ to });
  const labels = parseSafetensors(readFileSync(to), to).tensors.get("train/labels")!.data;
  expect(new Set(labels.subarray(0, 8)).size).toBe(2);
});

test.each([1, 3, 16])("packImages() gives the same bytes with %i workers", async (workers) => {
  const to = newPath();
  await pack({ to, workers });
  const usual = newPath();
  await pack({ to: usual });
  expect(readFileSync(to).equals(readFileSync(usual))).toBe(true);
  expect(readdirSync(join(to, ".."))).toEqual(["a.safetensors"]);
});

test("packImages() goes on where it was ended, to the same bytes", async () => {
  const usual = newPath();
  await pack({ to: usual });
  const to = newPath();
  await packUntil(to, 10);
  await packUntil(to, 30);
  expect(existsSync(to)).toBe(false);
  expect(await pack({ to })).toMatchObject({ resumed: 30, beganAnew: false });
  expect(readFileSync(to).equals(readFileSync(usual))).toBe(true);
});

test("packImages() goes on from a journal or a file that was cut anywhere", async () => {
  const usual = newPath();
  await pack({ to: usual });
  const to = newPath();
  await packUntil(to, 30);
  const [journalPath, partPath] = readdirSync(join(to, ".."))
    .sort()
    .map((file) => join(to, "..", file));
  const journal = readFileSync(journalPath!);
  const part = readFileSync(partPath!);
  for (let cut = 0; cut < journal.length; cut += 17) {
    writeFileSync(partPath!, part);
    writeFileSync(journalPath!, journal.subarray(0, journal.length - cut));
    if (cut % 2 === 0) truncateSync(partPath!, part.length - 11 * cut);
    await pack({ to });
    expect(readFileSync(to).equals(readFileSync(usual))).toBe(true);
    rmSync(to);
  }
});

test("packImages() leaves what was begun with other settings, and goes on from there later", async () => {
  const to = newPath();
  await packUntil(to, 20);
  const [, part] = readdirSync(join(to, "..")).map((file) => join(to, "..", file));
  const other = await pack({ to }, { size: 3 });
  expect(other).toMatchObject({ resumed: 0, beganAnew: false });
  expect(other.others).toEqual({ kept: [part], discarded: [] });
  expect(await pack({ to, replace: true })).toMatchObject({ resumed: 20, replaced: true });
  expect(readdirSync(join(to, ".."))).toEqual(["a.safetensors"]);
});

test("packImages() deletes what was begun with other settings a week ago, and says so", async () => {
  const to = newPath();
  await packUntil(to, 20);
  const [, part] = readdirSync(join(to, "..")).map((file) => join(to, "..", file));
  const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
  utimesSync(part!, longAgo, longAgo);
  const { others } = await pack({ to }, { size: 3 });
  expect(others).toEqual({ kept: [], discarded: [part] });
  expect(readdirSync(join(to, ".."))).toEqual(["a.safetensors"]);
});

test("packImages() replaces no file but a packed one", async () => {
  const to = newPath();
  for (const bytes of ["precious", ""]) {
    writeFileSync(to, bytes);
    await expect(pack({ to, replace: true })).rejects.toThrow(
      new UsageError(
        `Cannot pack to "${to}": a file that is no whole packed one is there, needs another path, or that it is deleted`,
      ),
    );
    expect(readFileSync(to, "utf8")).toBe(bytes);
  }
  rmSync(to);
  mkdirSync(to);
  await expect(pack({ to })).rejects.toThrow(
    new UsageError(`Cannot pack to "${to}": it is a folder, needs the path of a file`),
  );
});

test("packImages() replaces a packed file of other images or settings only when asked to", async () => {
  const to = newPath();
  const first = await pack({ to });
  const { folder: name } = first.manifest;
  const needed = "needs `name=` or `to=` for another file, or `replace=true`";
  await expect(pack({ to }, { fit: "pad", channels: 1 })).rejects.toThrow(
    new UsageError(
      `Cannot pack "${name}" to "${to}": what is there was made with fit=crop, with channels=3, ${needed}`,
    ),
  );
  const { folder, listing } = await makePictureFolder(2);
  await expect(pack({ to }, { folder, listing })).rejects.toThrow(
    new UsageError(
      `Cannot pack "${basename(folder)}" to "${to}": what is there was made of the folder "${name}", ${needed}`,
    ),
  );
  const { splits } = pictures.listing;
  const fewer = { ...pictures.listing, splits: { ...splits, test: splits.test.slice(1) } };
  await expect(pack({ to }, { listing: fewer })).rejects.toThrow(
    new UsageError(
      `Cannot pack "${name}" to "${to}": what is there was made of other images, or others to test with, ${needed}`,
    ),
  );
  expect(await readManifest(to)).toEqual(first.manifest);
  expect(await pack({ to, replace: true }, { folder, listing })).toMatchObject({ replaced: true });
});

test("packImages() does not pack what another living process is packing", async () => {
  const to = newPath();
  writeFileSync(`${to}.lock`, lockText(process.ppid));
  await expect(pack({ to })).rejects.toThrow(
    new StorageError(
      `Cannot pack to "${to}": process ${process.ppid} is packing it, needs that to end, or "${to}.lock" deleted where it is another program`,
    ),
  );
  const ended = spawnSync(process.execPath, ["--version"]).pid;
  writeFileSync(`${to}.lock`, lockText(ended));
  await pack({ to });
  expect(readdirSync(join(to, ".."))).toEqual(["a.safetensors"]);
});

test("packImages() refuses a class of which no image to train with can be read", async () => {
  const { folder, listing } = await makePictureFolder(2);
  for (const i of [0, 1]) writeInto(folder, `train/1/${i}.png`, "");
  const to = newPath();
  await expect(pack({ to }, { folder, listing })).rejects.toThrow(
    /^Cannot pack ".+": none of the train images of class "one" can be read, needs at least one; "train\/1\/[01].png": it is empty$/,
  );
  expect(readdirSync(join(to, ".."))).toEqual([]);
});

test("packImages() begins anew when a file has changed since, though not in its size", async () => {
  const to = newPath();
  await packUntil(to, 20);
  const soon = new Date(Date.now() + 60_000);
  utimesSync(join(pictures.folder, "train/0/1.png"), soon, soon);
  expect(await pack({ to })).toMatchObject({ resumed: 0, beganAnew: true });
  utimesSync(join(pictures.folder, "train/0/1.png"), new Date(), new Date());
});

test("packImages() does not pack again what is there, but what has changed since", async () => {
  const to = newPath();
  const { folder, listing } = await makePictureFolder(2);
  const request = { folder, listing };
  expect(await pack({ to }, request)).toMatchObject({ wasThere: false, replaced: false });
  expect(await pack({ to }, request)).toMatchObject({ wasThere: true });
  const soon = new Date(Date.now() + 60_000);
  utimesSync(join(folder, "train/0/1.png"), soon, soon);
  expect(await pack({ to }, request)).toMatchObject({ wasThere: false, replaced: true });
});

test("packImages() leaves out what cannot be decoded, counts it and says why", async () => {
  const { folder, listing } = await makePictureFolder(4);
  const whole = await plainPng([1, 2, 3], [40, 40]);
  writeInto(folder, "train/0/0.png", "");
  writeInto(folder, "train/0/1.png", "this is no image");
  writeInto(folder, "train/0/2.png", whole.subarray(0, whole.length - 20));
  const gone = { path: "test/1/gone.png", label: 1, concepts: { parity: 0 } };
  const { train, validation, test } = listing.splits;
  const splits = { train, validation, test: [...test, gone] };
  const to = newPath();
  const { manifest } = await pack({ to }, { folder, listing: { ...listing, splits } });
  expect(manifest.splits).toEqual({
    train: { listed: 8, count: 5 },
    test: { listed: 9, count: 8 },
  });
  expect(manifest.skipped.count).toBe(4);
  expect(new Map(manifest.skipped.first.map(({ path, reason }) => [path, reason]))).toEqual(
    new Map([
      ["train/0/0.png", "it is empty"],
      ["train/0/1.png", "it is no JPEG, PNG or WebP image"],
      ["train/0/2.png", "libpng read error"],
      ["test/1/gone.png", "there is no file of that name"],
    ]),
  );
  const { tensors } = parseSafetensors(readFileSync(to), to);
  expect(tensors.get("train/labels")!.data).toHaveLength(5);
});

test("packImages() keeps its header small, however many images are bad", async () => {
  const { folder, listing } = await makePictureFolder(1);
  const long = "é".repeat(100);
  const bad = Array.from({ length: 300 }, (_, i) => ({
    path: `train/${long}/${long}${i}.png`,
    label: 0,
  }));
  const train = [...listing.splits.train, ...bad];
  const to = newPath();
  const splits = { ...listing.splits, train };
  const { manifest } = await pack({ to }, { folder, listing: { ...listing, splits } });
  expect(manifest.skipped.count).toBe(300);
  expect(manifest.skipped.first.length).toBe(50);
  expect(parseSafetensors(readFileSync(to), to).tensors.get("train/labels")!.data.length).toBe(2);
});

test("packImages() refuses a split of which no image can be read, and leaves nothing", async () => {
  const { folder, listing } = await makePictureFolder(1);
  for (const { path } of listing.splits.test) writeInto(folder, path, "");
  const to = newPath();
  await expect(pack({ to }, { folder, listing })).rejects.toThrow(
    /^Cannot pack ".+": none of the test images can be read, needs at least one; "test\/[01]\/0.png": it is empty$/,
  );
  expect(readdirSync(join(to, ".."))).toEqual([]);
});

test("packImages() refuses a folder without images", async () => {
  const splits = { train: [], validation: [], test: [] };
  const listing = { ...pictures.listing, splits };
  await expect(pack({ to: newPath() }, { folder: "pets", listing })).rejects.toThrow(
    new DataError('Cannot pack "pets": it holds no images, needs at least one'),
  );
});

test("packImages() asks for the space before it begins", async () => {
  const to = newPath();
  await expect(pack({ to, freeSpace: async () => 1000 })).rejects.toThrow(
    /^Cannot write ".+": 1000 bytes are free on its disk, needs \d+; `to=` names a file elsewhere$/,
  );
  expect(readdirSync(join(to, ".."))).toEqual([]);
});

test.skipIf(!existsSync("/dev/full"))("packImages() leaves nothing on a full disk", async () => {
  const to = newPath();
  await packUntil(to, 20);
  const part = readdirSync(join(to, "..")).find((file) => file.endsWith(".part"))!;
  rmSync(join(to, "..", part));
  symlinkSync("/dev/full", join(to, "..", part));
  await expect(pack({ to })).rejects.toThrow("no space is left on the disk");
  expect(readdirSync(join(to, ".."))).toEqual([]);
});

test("packImages() lets one of two pack to the same path, and its file is whole", async () => {
  const usual = newPath();
  await pack({ to: usual });
  for (let round = 0; round < 5; round++) {
    const to = newPath();
    const outcomes = await Promise.allSettled([pack({ to }), pack({ to, workers: 5 })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(readFileSync(to).equals(readFileSync(usual))).toBe(true);
    expect(readdirSync(join(to, ".."))).toEqual(["a.safetensors"]);
  }
});

test("packImages() does not take what another packs to the same path for its own", async () => {
  const to = newPath();
  const decode = async (request: DecodeRequest) => {
    if (request.files.length < 10) {
      for (const file of readdirSync(join(to, ".."))) {
        if (file.endsWith(".part") || file.endsWith(".lock")) rmSync(join(to, "..", file));
      }
      await pack({ to }, { size: 5 });
    }
    return await decodeFiles(request);
  };
  await expect(pack({ to, decode })).rejects.toThrow(
    new DataError(
      `Cannot write "${to}": its unfinished file was removed meanwhile, needs no other program that packs to it`,
    ),
  );
  expect((await readManifest(to)).size).toBe(5);
});

test.skipIf(process.platform === "win32")("packImages() reads no devices", async () => {
  const { folder, listing } = await makePictureFolder(2);
  rmSync(join(folder, "train/0/1.png"));
  symlinkSync("/dev/zero", join(folder, "train/0/1.png"));
  const { manifest } = await pack({ to: newPath() }, { folder, listing });
  expect(manifest.skipped).toEqual({
    count: 1,
    first: [{ path: "train/0/1.png", reason: "there is no file of that name" }],
  });
});

test("packImages() goes on after the disk was full", async () => {
  const to = newPath();
  const handle = await open(newPath(), "w");
  const write = vi.spyOn(Object.getPrototypeOf(handle), "write");
  await handle.close();
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
  write.mockRejectedValueOnce(full);
  await expect(pack({ to })).rejects.toThrow(
    /needs \d+ bytes more; nothing was kept, and the same command begins anew$/,
  );
  expect(readdirSync(join(to, ".."))).toEqual([]);
  await packUntil(to, 20);
  write.mockRejectedValueOnce(full);
  await expect(pack({ to })).rejects.toThrow(
    /^Cannot write ".+": no space is left on the disk, needs \d+ bytes more; the 20 images that are done were kept, and the same command goes on from there$/,
  );
  write.mockRestore();
  expect(existsSync(to)).toBe(false);
  expect(await pack({ to })).toMatchObject({ resumed: 20 });
});
