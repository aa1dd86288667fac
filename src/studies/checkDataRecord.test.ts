import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { DataError } from "../core/errors.ts";
import { writeJson } from "../storage/writeFile.ts";
import { checkDataRecord } from "./checkDataRecord.ts";

let run: string;
beforeEach(() => {
  run = makeTemporaryFolder();
});

const fingerprint = { train: "aa", validation: "bb", test: "cc" };
const options = { name: "digits", fingerprint, doing: "compare" };

async function record(sha256: unknown): Promise<void> {
  await writeJson(join(run, "dataset.json"), { schema: 1, sha256 });
}

test("checkDataRecord() lets pass the same data, and tells a run that has not begun with any", async () => {
  expect(await checkDataRecord(run, options)).toBe(false);
  await record(fingerprint);
  expect(await checkDataRecord(run, options)).toBe(true);
});

test.each([
  { ...fingerprint, test: "dd" },
  { ...fingerprint, validation: undefined },
  undefined,
  null,
  "aa",
])("checkDataRecord() refuses a run of other data, %j", async (sha256) => {
  await record(sha256);
  for (const isRelabelled of [false, true]) {
    await expect(checkDataRecord(run, { ...options, isRelabelled })).rejects.toThrow(
      new DataError(
        `Cannot compare "${run}": the images of "digits" are not those that it began with, needs the same files`,
      ),
    );
  }
});

test("checkDataRecord() lets training images have other labels", async () => {
  await record({ ...fingerprint, train: "ee" });
  expect(await checkDataRecord(run, { ...options, isRelabelled: true })).toBe(true);
  await expect(checkDataRecord(run, options)).rejects.toThrow(DataError);
});
