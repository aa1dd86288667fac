import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tarOf } from "../../../test/support/tarOf.ts";
import { zipOf } from "../../../test/support/zipOf.ts";
import { DataError } from "../../core/errors.ts";
import { readMembers } from "./readMembers.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-members-"));
});
afterEach(() => rm(folder, { recursive: true }));

const tar = tarOf([
  { name: "set/._a", contents: "not it" },
  { name: "set/a", contents: "one" },
  { name: "set/b.gz", contents: gzipSync("two") },
  { name: "other/a", contents: "three" },
  { name: "set/c", type: "SymbolicLink" },
]);
const zip = zipOf({ "set/._a": "not it", "set/a": "one", "set/b.gz": gzipSync("two") });

async function place(name: string): Promise<string> {
  const path = join(folder, name);
  if (name === "folder") {
    await mkdir(path);
    await writeFile(join(path, "a"), "one");
    await writeFile(join(path, "b.gz"), gzipSync("two"));
  } else {
    await writeFile(path, name.endsWith("zip") ? zip : name.endsWith("gz") ? gzipSync(tar) : tar);
  }
  return path;
}

test.each(["folder", "a.tar", "a.tar.gz", "a.zip"])(
  "readMembers() gives the files that were named, of %s",
  async (name) => {
    const members = await readMembers(await place(name), ["a", "b", "c"], 100);
    const texts = [...members].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
    expect(Object.fromEntries(texts)).toEqual({ a: "one", b: "two" });
  },
);

test.each(["a.tar", "a.tar.gz"])(
  "readMembers() stops where it has all that was named: %s",
  async (name) => {
    const path = join(folder, name);
    const rest = { name: "rest", contents: new Uint8Array(3_000_000) };
    const cut = tarOf([{ name: "a", contents: "one" }, rest]).subarray(0, 2_000_000);
    await writeFile(path, name.endsWith("gz") ? gzipSync(cut) : cut);
    expect((await readMembers(path, ["a"], 10)).size).toBe(1);
    await expect(readMembers(path, ["a", "b"], 10)).rejects.toThrow(
      new DataError(`Cannot read "${path}": it is cut short, needs a whole archive`),
    );
  },
);

test("readMembers() refuses a file that is larger than it may be, packed or not", async () => {
  for (const name of ["folder", "a.tar", "a.tgz", "a.zip"]) {
    const path = await place(name);
    await expect(readMembers(path, ["a"], 2)).rejects.toThrow(
      /Cannot read ".*a": it has (3 bytes, needs at most 2|more than 2 bytes, needs at most that)$/,
    );
  }
  const bomb = join(folder, "bomb.tar");
  const packed = gzipSync(new Uint8Array(100_000));
  await writeFile(bomb, tarOf([{ name: "a.gz", contents: packed }]));
  await expect(readMembers(bomb, ["a"], 1000)).rejects.toThrow(
    new DataError(
      `Cannot read "${bomb}/a.gz": it unpacks to more than 1000 bytes, needs at most that`,
    ),
  );
});

test("readMembers() refuses what is no archive and no folder", async () => {
  const path = join(folder, "absent");
  await expect(readMembers(path, ["a"], 10)).rejects.toThrow(
    `Cannot read "${path}": it does not exist, needs a readable file`,
  );
});
