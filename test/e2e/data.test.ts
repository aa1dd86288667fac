import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { jsonOf, learnscope, makeFolder } from "./learnscope.ts";

const names = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
] as const;

type Files = Partial<Record<(typeof names)[number], Uint8Array>>;

/** The start of an IDX file of bytes, then zeros: `missing` of them fewer than the extents need. */
function idx(extents: readonly number[], missing = 0): Uint8Array {
  const size = extents.reduce((product, extent) => product * extent, 1) - missing;
  const bytes = new Uint8Array(4 + 4 * extents.length + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 + extents.length);
  for (const [axis, extent] of extents.entries()) view.setUint32(4 + 4 * axis, extent);
  return bytes;
}

/** All images black, all labels 0. */
const whole: Required<Files> = {
  "train-images-idx3-ubyte": gzipSync(idx([60_000, 28, 28])),
  "train-labels-idx1-ubyte": gzipSync(idx([60_000])),
  "t10k-images-idx3-ubyte": gzipSync(idx([10_000, 28, 28])),
  "t10k-labels-idx1-ubyte": gzipSync(idx([10_000])),
};

/** A data folder with these files in place of whole ones; `null` leaves one out. */
function dataWith(changed: Record<string, Uint8Array | null>) {
  const root = makeFolder();
  const folder = join(root, "mnist");
  mkdirSync(folder);
  for (const name of names) {
    const bytes = name in changed ? changed[name] : whole[name];
    if (bytes) writeFileSync(join(folder, name), bytes);
  }
  return { folder, environment: { LEARNSCOPE_DATA: root, LEARNSCOPE_RUNS: makeFolder() } };
}

const damages: readonly (readonly [string, Record<string, Uint8Array | null>, string])[] = [
  [
    "a truncated file",
    { "train-images-idx3-ubyte": idx([10, 28, 28], 100) },
    'Cannot read "FOLDER/train-images-idx3-ubyte": it is cut short, 7740 bytes follow its header and 10 × 28 × 28 needs 7840',
  ],
  [
    "a file that is something else",
    { "t10k-labels-idx1-ubyte": new TextEncoder().encode("<html>not found</html>") },
    'Cannot read "FOLDER/t10k-labels-idx1-ubyte": it starts with 3c 68 74 6d, needs 00 00 08 and a rank above 0',
  ],
  [
    "a damaged archive",
    { "train-labels-idx1-ubyte": whole["train-labels-idx1-ubyte"].subarray(0, 40) },
    'Cannot read "FOLDER/train-labels-idx1-ubyte": unexpected end of file, needs a whole gzip file',
  ],
  [
    "more labels than images",
    { "train-labels-idx1-ubyte": idx([60_001]) },
    'Cannot read "FOLDER/train-labels-idx1-ubyte": it has 60001 labels, "FOLDER/train-images-idx3-ubyte" needs 60000',
  ],
  [
    "a label out of range",
    { "t10k-labels-idx1-ubyte": idx([10_000]).fill(10, 10, 11) },
    'Cannot read "FOLDER/t10k-labels-idx1-ubyte": label 2 is 10, needs 0 to 9',
  ],
];

test.each(damages)("train on %s says which and why", (_what, changed, sentence) => {
  const { folder, environment } = dataWith(changed);
  const done = learnscope(["train", "data=mnist", "model=mlp"], environment);
  expect(done).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `${sentence.replaceAll("FOLDER", folder)}\n`,
  });
});

test("train on a missing file says which, and how to get it", () => {
  const { folder, environment } = dataWith({ "t10k-labels-idx1-ubyte": null });
  const { exitCode, stderr } = learnscope(["train", "data=mnist"], environment);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`"${folder}" lacks t10k-labels-idx1-ubyte`);
  expect(stderr).toContain("needs `learnscope data get mnist`");
});

test("data check tells right from wrong and missing files, and fails", () => {
  const { environment } = dataWith({ "t10k-labels-idx1-ubyte": null });
  const done = learnscope(["data", "check", "mnist", "--json"], environment);
  expect(done.exitCode).toBe(1);
  const { isRight, files } = jsonOf(done);
  expect(isRight).toBe(false);
  expect(files.map(({ state }: { state: string }) => state)).toEqual([
    "wrong checksum",
    "wrong checksum",
    "wrong checksum",
    "missing",
  ]);
  expect(learnscope(["data", "check", "mnist"], environment).stdout).toContain(
    "`learnscope data get mnist` fetches what is not right",
  );
});

test("data check of generated digits has nothing to do", () => {
  const { exitCode, stdout } = learnscope(["data", "check", "generated-digits"]);
  expect([exitCode, stdout]).toEqual([
    0,
    "generated-digits is made by the program: there are no files to check\n",
  ]);
});

test("data ls fits a terminal of 100 columns, and --json has all there is to say", () => {
  const { environment } = dataWith({ "t10k-labels-idx1-ubyte": null });
  const { stdout } = learnscope(["data", "ls"], environment);
  const table = stdout.split("\n").filter((line) => !line.startsWith("looked in"));
  expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(stdout).toMatch(/^mnist +incomplete +\S+ KiB +CC BY-SA 3.0 +yann.lecun.com/m);
  expect(stdout).toMatch(/^generated-digits +built in/m);
  expect(stdout).toContain(`looked in ${environment.LEARNSCOPE_DATA}\n`);
  const listings = jsonOf(learnscope(["data", "ls", "--json"], environment));
  const mnist = listings.find(({ name }: { name: string }) => name === "mnist");
  expect(mnist).toMatchObject({ title: "MNIST", state: "incomplete", licence: "CC BY-SA 3.0" });
  expect(mnist.origin).toBe("http://yann.lecun.com/exdb/mnist/");
  expect(mnist.folder).toBe(join(environment.LEARNSCOPE_DATA, "mnist"));
});

test("data get of data that are given to people with an account says where they get them", () => {
  const root = makeFolder();
  const needed = `its images, which are given to people with an account at https://www.image-net.org/download-images, put into "${join(root, "imagenet")}" as train/<wnid>/*.JPEG and val/<wnid>/*.JPEG, and then \`learnscope data pack imagenet size=64\``;
  const done = learnscope(["data", "get", "imagenet"], { LEARNSCOPE_DATA: root });
  expect(done).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `Cannot download ImageNet: it is not there for all, needs ${needed}\n`,
  });
  const environment = { LEARNSCOPE_DATA: root };
  for (const command of ["pack", "check"]) {
    const { stdout, stderr } = learnscope(["data", command, "imagenet"], environment);
    expect(stdout + stderr).toContain(`needs ${needed}\n`);
  }
});

test("train on single images says that they have to be packed", () => {
  const root = makeFolder();
  for (const split of ["train", "val"])
    mkdirSync(join(root, "imagenet", split), { recursive: true });
  const done = learnscope(["train", "data=imagenet"], { LEARNSCOPE_DATA: root });
  expect(done.exitCode).toBe(1);
  expect(done.stderr).toContain("needs `learnscope data pack imagenet size=64`");
});

test("data check of what is neither published nor packed lists what there is", () => {
  const root = makeFolder();
  const done = learnscope(["data", "check", "photos-32"], { LEARNSCOPE_DATA: root });
  expect(done.exitCode).toBe(2);
  expect(done.stderr).toContain('Cannot use data set "photos-32": there is none of that name');
});
