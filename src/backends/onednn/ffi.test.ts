import koffi from "koffi";
import { expect, test } from "vitest";
import { BackendError } from "../../core/errors.ts";
import type { SharedLibrary } from "../../core/sharedLibrary.ts";
import { check, int64s, versionOf } from "./ffi.ts";

/** A library whose only function tells its version. */
function libraryOf(...version: readonly number[]): SharedLibrary {
  const pointer = koffi.alloc("int", version.length);
  koffi.encode(pointer, koffi.array("int", version.length), version);
  return { func: () => () => pointer } as object as SharedLibrary;
}

test("versionOf() reads major, minor and patch number", () => {
  expect(versionOf(libraryOf(2, 6, 3), "libdnnl.so.2")).toBe("2.6.3");
});

test("versionOf() refuses a library whose interface is another", () => {
  expect(() => versionOf(libraryOf(3, 1, 0), "/opt/libdnnl.so.3")).toThrow(
    new BackendError('Cannot use oneDNN 3.1.0 ("/opt/libdnnl.so.3"): needs version 2'),
  );
});

test("versionOf() refuses a library that is something else", () => {
  expect(() => versionOf(koffi.load(null), "libother.so")).toThrow(
    new BackendError('Cannot use "libother.so" as oneDNN: it is another library, needs libdnnl'),
  );
});

test("check() says in words what the library answers", () => {
  expect(() => check('run "conv2d"', 0)).not.toThrow();
  expect(() => check('run "conv2d"', 1)).toThrow(
    new BackendError('Cannot run "conv2d": oneDNN answers "out of memory", needs success'),
  );
  expect(() => check("set a scale", 99)).toThrow(
    new BackendError('Cannot set a scale: oneDNN answers "99", needs success'),
  );
});

test("int64s() gives whole numbers as the library takes them", () => {
  expect(int64s([3, -1])).toEqual(BigInt64Array.of(3n, -1n));
});
