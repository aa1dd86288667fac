import { mkdtempSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.stubEnv("LEARNSCOPE_ONEDNN", undefined);
  vi.stubEnv("OMP_NUM_THREADS", undefined);
});
afterEach(() => {
  vi.doUnmock("koffi");
  vi.unstubAllEnvs();
});

/** `loadLibrary` as a new process has it, before anything is loaded. */
async function freshLoader() {
  vi.resetModules();
  const { loadLibrary } = await import("./library.ts");
  return loadLibrary;
}

/** The message of what loading throws. */
async function refusal(): Promise<string> {
  const load = await freshLoader();
  try {
    return `loaded "${load(1).path}"`;
  } catch (error) {
    // Modules are fresh, and with them the classes of errors: names tell, instances do not.
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

test("loadLibrary() names the file that LEARNSCOPE_ONEDNN points to where it cannot be loaded", async () => {
  const text = join(mkdtempSync(join(tmpdir(), "learnscope-")), "libdnnl.so.2");
  writeFileSync(text, "not a library");
  for (const file of [text, "/nowhere/libdnnl.so.2"]) {
    vi.stubEnv("LEARNSCOPE_ONEDNN", file);
    expect(await refusal()).toBe(
      `BackendError: Cannot load oneDNN: LEARNSCOPE_ONEDNN is "${file}", needs a loadable libdnnl 2.x`,
    );
  }
});

test("loadLibrary() takes an empty LEARNSCOPE_ONEDNN for none", async () => {
  const without = await refusal();
  vi.stubEnv("LEARNSCOPE_ONEDNN", "");
  expect(await refusal()).toBe(without);
});

test("loadLibrary() says how to get oneDNN where it is nowhere, having looked everywhere in order", async () => {
  const tried: string[] = [];
  const load = (path: string) => {
    tried.push(path);
    throw new Error("no such file");
  };
  vi.doMock("koffi", () => ({ default: { load } }));
  expect(await refusal()).toBe(
    'BackendError: Cannot load oneDNN: "libdnnl.so.2" was not found, needs `npm run setup`, the package libdnnl2, or LEARNSCOPE_ONEDNN=<file>',
  );
  const candidates = tried.filter((path) => path.includes("dnnl"));
  expect(candidates.map((path) => path.replace(process.cwd(), "."))).toEqual([
    "libdnnl.so.2",
    "./.cache/onednn/libdnnl.so.2",
    "libdnnl.so",
    "/opt/homebrew/lib/libdnnl.dylib",
    "/usr/local/lib/libdnnl.dylib",
  ]);
});

const found = await refusal();

describe.skipIf(!found.startsWith("loaded"))(`with oneDNN there (${found})`, () => {
  test("loadLibrary() loads once, and refuses another number of threads afterwards", async () => {
    const load = await freshLoader();
    const first = load(1);
    expect(first.threads).toBe(1);
    expect(process.env.OMP_NUM_THREADS).toBe("1");
    expect(load()).toBe(first);
    expect(load(1)).toBe(first);
    expect(() => load(2)).toThrow(
      /^Cannot use 2 threads: oneDNN was loaded with 1, needs a new process$/,
    );
  });

  test.each([
    ["3", 3],
    ["0", availableParallelism()],
    ["many", availableParallelism()],
    [undefined, availableParallelism()],
  ])("loadLibrary() takes the threads from OMP_NUM_THREADS=%s", async (given, threads) => {
    vi.stubEnv("OMP_NUM_THREADS", given);
    const load = await freshLoader();
    expect(load().threads).toBe(threads);
  });
});
