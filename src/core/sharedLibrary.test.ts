import { availableParallelism } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { threadsFromEnvironment, tryLibrary, unpackedFolder } from "./sharedLibrary.ts";

afterEach(() => vi.unstubAllEnvs());

test("tryLibrary() finds nothing where there is none", () => {
  expect(tryLibrary("/nowhere/libnothing.so")).toBeUndefined();
});

test("threadsFromEnvironment() takes a number above 0 from OMP_NUM_THREADS, or else all there are", () => {
  vi.stubEnv("OMP_NUM_THREADS", "3");
  expect(threadsFromEnvironment()).toBe(3);
  for (const given of ["0", "many", ""]) {
    vi.stubEnv("OMP_NUM_THREADS", given);
    expect(threadsFromEnvironment()).toBe(availableParallelism());
  }
});

test("unpackedFolder() lies in the project's cache", () => {
  expect(unpackedFolder("onednn")).toBe(`${process.cwd()}/.cache/onednn`);
});
