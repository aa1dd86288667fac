import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkDataSet, checkFile } from "./check.ts";
import { dataFolderOf, dataFolders, missingFiles } from "./folders.ts";
import { mnist } from "./mnist.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-check-"));
});
afterEach(() => rm(root, { recursive: true }));

/** Contents "abc"; the hash is that of FIPS 180-2, appendix B.1. */
const abc = {
  name: "abc",
  otherNames: [],
  size: 3,
  sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
};

test("checkFile() tells right, missing, wrong and unreadable files apart", async () => {
  const path = join(root, "abc");
  expect(await checkFile(root, abc)).toMatchObject({ path: undefined, size: 0, state: "missing" });
  await writeFile(path, "abc");
  expect(await checkFile(root, abc)).toMatchObject({ path, size: 3, state: "found" });
  await writeFile(path, "abd");
  expect(await checkFile(root, abc)).toMatchObject({ path, size: 3, state: "wrong checksum" });
  await writeFile(path, gzipSync("abc").subarray(0, 15));
  expect(await checkFile(root, abc)).toMatchObject({
    state: "unreadable",
    problem: `Cannot read "${path}": unexpected end of file, needs a whole gzip file`,
  });
});

test("checkDataSet() checks each file of a data set", async () => {
  await mkdir(join(root, "mnist"));
  await writeFile(join(root, "mnist", "train-labels-idx1-ubyte"), "abc");
  const states = (await checkDataSet("mnist", [root])).map((check) => check.state);
  expect(states).toEqual(["missing", "wrong checksum", "missing", "missing"]);
  expect(await checkDataSet("generated-digits", [root])).toEqual([]);
});

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../shared/data")];

test("checkDataSet() finds the real MNIST right", async (context) => {
  const lacking = missingFiles(mnist, dataFolderOf(mnist, roots));
  if (lacking.length > 0) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const states = (await checkDataSet("mnist", roots)).map((check) => check.state);
  expect(states).toEqual(["found", "found", "found", "found"]);
});
