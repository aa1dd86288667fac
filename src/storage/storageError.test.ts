import { expect, test } from "vitest";
import { codeOf } from "../core/codeOf.ts";
import { StorageError, storageErrorOf } from "./storageError.ts";

const failure = (code: string) => Object.assign(new Error(`${code}: as the system says`), { code });

// Tests may run as root, whom no permission stops: these errors are made, not provoked.
test.each([
  ["EACCES", "access is denied, needs a folder that may be written to"],
  ["EPERM", "access is denied, needs a folder that may be written to"],
  ["EROFS", "the disk is read-only, needs one that can be written to"],
  ["ENOSPC", "the disk is full, needs free space"],
  ["EDQUOT", "the disk quota is used up, needs free space"],
])("storageErrorOf() explains %s", (code, reason) => {
  const error = storageErrorOf(failure(code), "write", "runs/a");
  expect(error).toBeInstanceOf(StorageError);
  expect(error.message).toBe(`Cannot write "runs/a": ${reason}`);
  expect(codeOf(error.cause)).toBe(code);
});

test("storageErrorOf() passes on what it has no words for", () => {
  expect(storageErrorOf(failure("EIO"), "read", "a").message).toBe(
    'Cannot read "a": EIO: as the system says',
  );
  expect(storageErrorOf("odd", "make", "a").message).toBe('Cannot make "a": odd');
});
