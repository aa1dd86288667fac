import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.stubEnv("LEARNSCOPE_OPENBLAS", undefined);
  vi.stubEnv("OMP_NUM_THREADS", "1");
});
afterEach(() => {
  vi.doUnmock("koffi");
  vi.unstubAllEnvs();
});

/** `loadOpenblas` as a new process has it, before anything is loaded. */
async function freshLoader() {
  vi.resetModules();
  const { loadOpenblas } = await import("./openblas.ts");
  return loadOpenblas;
}

test("loadOpenblas() names the file that LEARNSCOPE_OPENBLAS points to where it cannot be loaded", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "learnscope-")), "libopenblas.so.0");
  writeFileSync(file, "not a library");
  vi.stubEnv("LEARNSCOPE_OPENBLAS", file);
  const load = await freshLoader();
  expect(load).toThrow(
    `Cannot load OpenBLAS: LEARNSCOPE_OPENBLAS is "${file}", needs a loadable libopenblas, or off`,
  );
});

test("loadOpenblas() does without where it is told so, or where there is none", async () => {
  vi.stubEnv("LEARNSCOPE_OPENBLAS", "off");
  expect((await freshLoader())()).toBeNull();
  vi.stubEnv("LEARNSCOPE_OPENBLAS", "");
  const tried: string[] = [];
  const load = (path: string) => {
    tried.push(path);
    throw new Error("no such file");
  };
  vi.doMock("koffi", () => ({ default: { load } }));
  expect((await freshLoader())()).toBeNull();
  expect(tried[0]).toBe("libopenblas.so.0");
});

test("loadOpenblas() passes over a library that lacks functions, such as one without LAPACK", async () => {
  const func = () => {
    throw new Error("no such function");
  };
  vi.doMock("koffi", () => ({ default: { load: () => ({ func }) } }));
  expect((await freshLoader())()).toBeNull();
});

const found = (await freshLoader())();

describe.skipIf(found === null)("with OpenBLAS there", () => {
  test("loadOpenblas() loads once, for as many threads as OMP_NUM_THREADS says", async () => {
    const load = await freshLoader();
    const openblas = load()!;
    expect(load()).toBe(openblas);
    expect(openblas.threads).toBe(1);
    expect(openblas.core).toMatch(/^\w+$/);
    expect(openblas.ddot(2, Float64Array.of(1, 2), 1, Float64Array.of(3, 4), 1)).toBe(11);
  });
});
