import { expect, test } from "vitest";
import { DataError, UsageError } from "../core/errors.ts";
import { namingFile } from "./namingFile.ts";

const failing = (error: Error) => () => Promise.reject(error);

test("namingFile() adds the file to what is wrong with settings, once", async () => {
  expect(await namingFile("a.yaml", () => 7)).toBe(7);
  const wrong = new UsageError("Cannot set x: it is 1, needs 2");
  await expect(namingFile("a.yaml", failing(wrong))).rejects.toThrow(
    new UsageError('Cannot set x: it is 1, needs 2 (settings of "a.yaml")'),
  );
  const named = new UsageError('Cannot use "a.yaml": it is empty');
  await expect(namingFile("a.yaml", failing(named))).rejects.toBe(named);
});

test("namingFile() leaves other errors alone, and settings that were typed", async () => {
  const wrong = new UsageError("Cannot set x: it is 1, needs 2");
  await expect(namingFile(undefined, failing(wrong))).rejects.toBe(wrong);
  const damaged = new DataError("Cannot read the images");
  await expect(namingFile("a.yaml", failing(damaged))).rejects.toBe(damaged);
});
