import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zipOf } from "../../../test/support/zipOf.ts";
import { DataError } from "../../core/errors.ts";
import type { FolderSource } from "../dataSource.ts";
import { getImages } from "./getImages.ts";

const archive = zipOf({ "photos/train/a/1.png": "image", "photos/names.txt": "a" });
const escaping = zipOf({ "../outside.txt": "x" });

let root: string;
let folder: string;
let server: Server;
let asked: string[];
let served: Uint8Array;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-get-images-"));
  folder = join(root, "set");
  asked = [];
  served = archive;
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(served);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true });
});

function source(bytes: Uint8Array = archive): FolderSource {
  served = bytes;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    kind: "folder",
    title: "Set",
    licence: "none",
    origin: "here",
    images: {
      title: "the folder photos",
      folders: ["set/photos"],
      files: [{ name: "names.txt" }, { name: "train" }],
    },
    archives: {
      title: "photos.zip",
      folders: ["set"],
      files: [{ name: "photos.zip", contents: { size: bytes.length, hash: `sha256:${sha256}` } }],
      mirrors: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`],
    },
  };
}

test("getImages() downloads and unpacks archives, and a second time does nothing", async () => {
  const unpacking: number[] = [];
  const result = await getImages(source(), {
    roots: [root],
    onProgress: ({ doing, done }) => {
      if (doing === "unpacking") unpacking.push(done);
    },
  });
  expect(result).toEqual({
    folder: join(folder, "photos"),
    kept: [],
    downloaded: ["photos.zip"],
    unpacked: ["photos.zip"],
  });
  expect((await readdir(folder)).sort()).toEqual(["photos", "photos.zip"]);
  expect(await readFile(join(folder, "photos", "train", "a", "1.png"), "utf8")).toBe("image");
  expect(unpacking.at(-1)).toBe(6);
  expect(await getImages(source(), { roots: [root] })).toEqual({
    folder: join(folder, "photos"),
    kept: ["names.txt", "train"],
    downloaded: [],
  });
  expect(asked).toEqual(["/photos.zip"]);
});

test("getImages() unpacks archives that are there, beside what somebody began to unpack", async () => {
  await mkdir(join(folder, "photos"), { recursive: true });
  await mkdir(join(folder, "photos.zip.unpacked"));
  await writeFile(join(folder, "photos", "names.txt"), "half");
  await writeFile(join(folder, "photos.zip"), archive);
  const { kept, unpacked } = await getImages(source(), { roots: [root] });
  expect([kept, unpacked]).toEqual([["photos.zip"], ["photos.zip"]]);
  const unpackedOnce = ["photos", "photos.damaged", "photos.zip"];
  expect((await readdir(folder)).sort()).toEqual(unpackedOnce);
  await rm(join(folder, "photos", "names.txt"));
  await getImages(source(), { roots: [root] });
  expect((await readdir(folder)).sort()).toEqual([...unpackedOnce, "photos.damaged-2"].sort());
  expect(await readFile(join(folder, "photos", "names.txt"), "utf8")).toBe("a");
  expect(asked).toEqual([]);
});

test("getImages() unpacks only archives of which the contents are missing", async () => {
  const lists = zipOf({ "names.txt": "a" });
  const { archives, ...rest } = source(lists);
  const [zip] = archives.files;
  const both: FolderSource = {
    ...rest,
    images: { ...rest.images, folders: ["set"] },
    archives: {
      ...archives,
      files: [
        { ...zip!, name: "names.zip", holds: ["names.txt"] },
        { ...zip!, name: "train.zip", holds: ["train"] },
      ],
    },
  };
  await mkdir(join(folder, "train"), { recursive: true });
  await writeFile(join(folder, "train", "1.png"), "image");
  expect(await getImages(both, { roots: [join(root, "other"), root] })).toEqual({
    folder,
    kept: [],
    downloaded: ["names.zip"],
    unpacked: ["names.zip"],
  });
  expect(asked).toEqual(["/names.zip"]);
  expect((await readdir(folder)).sort()).toEqual(["names.txt", "names.zip", "train"]);
});

test("getImages() leaves nothing of an archive that leads out of its folder", async () => {
  await expect(getImages(source(escaping), { roots: [root] })).rejects.toThrow(
    new DataError(
      `Cannot read "${join(folder, "photos.zip")}": "../outside.txt" in it leads out of it, needs paths inside a folder`,
    ),
  );
  expect(await readdir(folder)).toEqual(["photos.zip"]);
});

test("getImages() says who gets images that are not there for all", async () => {
  const given = { ...source(), access: { who: "members", layout: "train/<class>/*.png" } };
  await expect(getImages(given, { roots: [root] })).rejects.toThrow(
    new DataError(
      `Cannot download Set: it is not there for all, needs its images, which are given to members, put into "${join(folder, "photos")}" as train/<class>/*.png, and then \`learnscope data pack ${given.images.folders[0]} size=64\``,
    ),
  );
});
