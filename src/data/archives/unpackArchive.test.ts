import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TarMember, tarOf } from "../../../test/support/tarOf.ts";
import { zipOf } from "../../../test/support/zipOf.ts";
import { DataError } from "../../core/errors.ts";
import { unpackArchive } from "./unpackArchive.ts";

let outside: string;
let folder: string;
let into: string;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), "learnscope-unpack-"));
  folder = join(outside, "inside");
  into = join(folder, "into");
  await mkdir(folder);
});
afterEach(() => rm(outside, { recursive: true }));

async function saved(name: string, contents: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, contents);
  return path;
}

const long = Uint8Array.from({ length: 700_000 }, (_, i) => (i * i) >>> 7);
const members: readonly TarMember[] = [
  { name: "set/", type: "Directory" },
  { name: "set/a/one.bin", contents: long },
  { name: "set/empty", contents: "" },
  { name: "./set/b.txt", contents: "b" },
];
const asZip = { "set/": "", "set/a/one.bin": long, "set/empty": "", "./set/b.txt": "b" };

test.each([
  ["set.tar", tarOf(members)],
  ["set.tar.gz", gzipSync(tarOf(members))],
  ["set.tgz", gzipSync(tarOf(members))],
  ["set.zip", zipOf(asZip)],
  ["without-its-name", zipOf(asZip)],
])("unpackArchive() writes what is in %s and says how far it is", async (name, contents) => {
  const told: number[] = [];
  const path = await saved(name, contents);
  const result = await unpackArchive(path, into, { onProgress: ({ bytes }) => told.push(bytes) });
  expect(result).toEqual({ files: 3, bytes: 700_001 });
  expect(told.at(-1)).toBe(700_001);
  expect(told.length).toBeGreaterThan(3);
  expect(Buffer.compare(await readFile(join(into, "set/a/one.bin")), long)).toBe(0);
  expect(await readFile(join(into, "set/b.txt"), "utf8")).toBe("b");
  expect((await readdir(join(into, "set"))).sort()).toEqual(["a", "b.txt", "empty"]);
});

test("unpackArchive() takes a gzip file for an archive of one file", async () => {
  await unpackArchive(await saved("one.txt.gz", gzipSync("one")), into);
  expect(await readFile(join(into, "one.txt"), "utf8")).toBe("one");
});

test("unpackArchive() removes what a call left that was ended midway", async () => {
  // No process has so high a number.
  await mkdir(`${into}.new-999999999/set`, { recursive: true });
  await mkdir(`${into}.new-${process.ppid}`);
  await mkdir(`${into}.new-mine`);
  await unpackArchive(await saved("set.zip", zipOf(asZip)), into);
  const others = (await readdir(folder)).filter((name) => name.startsWith("into.new-"));
  expect(others.sort()).toEqual([`into.new-${process.ppid}`, "into.new-mine"]);
});

test("unpackArchive() leaves a folder alone that is there", async () => {
  const path = await saved("set.tar", tarOf(members));
  await expect(unpackArchive(path, folder)).rejects.toThrow(
    new DataError(`Cannot unpack "${path}": "${folder}" is there already, needs a new folder`),
  );
});

/** Whatever is refused, nothing is left of it, inside the folder or out of it. */
async function refused(path: string, problem: string, limits = {}): Promise<void> {
  const before = await readdir(folder);
  await expect(unpackArchive(path, into, limits)).rejects.toThrow(
    new DataError(`Cannot read "${path}": ${problem}`),
  );
  expect(await readdir(folder)).toEqual(before);
  expect(await readdir(outside)).toEqual(["inside"]);
}

test.each(["../../out", "a/../../../out", "/out", "..\\out", "C:\\out", "a/.."])(
  "unpackArchive() refuses a path that leads out: %s",
  async (name) => {
    const shown = name.replaceAll("\\", "/");
    const problem = `"${shown}" in it leads out of it, needs paths inside a folder`;
    const first = { name: "first", contents: "1" };
    await refused(
      await saved("out.tar", tarOf([first, { name, contents: "x" }])),
      problem.replace(shown, process.platform === "win32" ? shown : name),
    );
    await refused(await saved("out.zip", zipOf({ first: "1", [name]: "x" })), problem);
  },
);

test.each(["SymbolicLink", "Link", "CharacterDevice"] as const)(
  "unpackArchive() refuses a %s",
  async (type) => {
    const path = await saved("link.tar", tarOf([...members, { name: "set/x", type }]));
    await refused(path, '"set/x" in it is a link or a device, needs files and folders');
  },
);

test("unpackArchive() refuses a link in a zip archive", async () => {
  const zip = zipOf({ "a/link": "elsewhere" });
  // The mode of Unix is the upper half of the external attributes, 38 bytes after the start of the directory.
  zip.writeUInt32LE(0o120777 * 2 ** 16, zip.indexOf("PK\x01\x02") + 38);
  const path = await saved("link.zip", zip);
  await refused(path, '"a/link" in it is a link or a device, needs files and folders');
});

test("unpackArchive() refuses members that fall on one another", async () => {
  const one = { name: "a", contents: "1" };
  for (const other of ["a", "./a", ".//a"]) {
    const path = await saved("twice.tar", tarOf([one, { name: other, contents: "2" }]));
    await refused(path, '"a" in it falls on another member, needs each once');
  }
  const path = await saved("below.tar", tarOf([one, { name: "a/b", contents: "2" }]));
  await refused(path, '"a/b" in it falls on another member, needs each once');
});

test("unpackArchive() refuses more entries or bytes than it may have", async () => {
  const path = await saved("set.tar.gz", gzipSync(tarOf(members)));
  await refused(path, "it has more than 3 entries, needs at most that", { mostEntries: 3 });
  await refused(path, "it unpacks to more than 1000 bytes, needs at most that", {
    mostBytes: 1000,
  });
});

test("unpackArchive() refuses an archive that is cut short, wherever", async () => {
  const tar = tarOf(members);
  const cuts = [
    [tar.subarray(0, 300_000), "it is cut short"],
    [tar.subarray(0, tar.length - 1024), "it has no end mark"],
    [tar.subarray(0, 600), "it has no end mark"],
  ] as const;
  for (const [cut, problem] of cuts) {
    await refused(await saved("cut.tar", cut), `${problem}, needs a whole archive`);
  }
  const packed = gzipSync(tar);
  const short = await saved("cut.tgz", packed.subarray(0, packed.length - 5));
  await refused(short, "unexpected end of file, needs a whole archive");
  const path = await saved("cut.zip", zipOf(asZip).subarray(0, 5000));
  await expect(unpackArchive(path, into)).rejects.toThrow(/^Cannot read ".*": .*, needs a whole/);
});

test("unpackArchive() refuses a zip archive of which a file is damaged", async () => {
  const zip = zipOf({ a: "some text, some text" });
  zip[zip.indexOf("PK\x01\x02") + 16]! ^= 1;
  const path = await saved("damaged.zip", zip);
  await refused(path, '"a" in it is damaged, needs a whole archive');
});

test("unpackArchive() refuses a tar archive with a damaged header", async () => {
  const tar = tarOf(members);
  tar[512 + 3]! ^= 1;
  const path = await saved("damaged.tar", tar);
  await refused(path, "a header in it has a wrong checksum, needs a whole archive");
});

test("unpackArchive() refuses an archive that is packed twice, or goes on behind its end", async () => {
  const twice = await saved("twice.tar.gz", gzipSync(gzipSync(tarOf(members))));
  await refused(twice, "it is packed twice, needs a whole archive");
  const on = gzipSync(Buffer.concat([tarOf(members), Buffer.alloc(2 ** 25)]));
  const path = await saved("on.tar.gz", on);
  await refused(path, "it goes on behind its end, needs a whole archive");
});

test.each([
  ["nothing", "", "empty"],
  ["text", "some text", "none that is known"],
  ["an xz file", Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), "packed by xz"],
])("unpackArchive() refuses %s", async (_, contents, kind) => {
  const path = await saved("file", contents);
  await refused(path, `it is ${kind}, needs a .tar, .tar.gz, .zip or .gz archive`);
});

test("unpackArchive() says that a file is missing", async () => {
  const path = join(folder, "absent.tar");
  await refused(path, "it does not exist, needs a readable file");
});

test("unpackArchive() says that the disk refuses a name", async () => {
  const name = "n".repeat(300);
  const path = await saved("long.zip", zipOf({ [name]: "x" }));
  await expect(unpackArchive(path, into)).rejects.toThrow(
    /^Cannot write ".*\/n+": .*, needs a writable folder with space$/,
  );
  expect(await readdir(folder)).toEqual(["long.zip"]);
});
