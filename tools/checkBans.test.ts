import { expect, test } from "vitest";
import { checkBans } from "./checkBans.mjs";
import { makeProject } from "./makeProject.ts";

const clocks = [
  "export const a = Math.random();",
  "export const b = Date.now();",
  "export const c = performance.now();",
  "export const d = new Date();",
  "export const e = process.hrtime.bigint();",
].join("\n");

test("checkBans() refuses clocks and unseeded randomness where results must repeat", async () => {
  const root = makeProject({ "src/ops/noise.ts": clocks, "src/cli/progress.ts": clocks });
  const names = ["Math.random", "Date.now", "performance.now", "new Date()", "process.hrtime"];
  expect((await checkBans(root)).problems).toEqual(
    names.map(
      (name, index) =>
        `src/ops/noise.ts:${index + 1}: uses ${name}, needs a seeded stream or an argument`,
    ),
  );
});

test("checkBans() accepts dates that are given, and names in comments and strings", async () => {
  const root = makeProject({
    "src/data/archive.ts": [
      "/** Never Math.random(). */",
      'export const a = "Date.now()";',
      "export const b = new Date(0);",
    ].join("\n"),
  });
  expect(await checkBans(root)).toEqual({ problems: [], summary: "1 files" });
});

test("checkBans() refuses casts that switch the type checker off, but for the one file", async () => {
  const casts = "export const a = 1 as any;\nexport const b = 1 as unknown as string;";
  const root = makeProject({
    "src/backends/onednn/ffi.ts": casts,
    "src/core/shape.ts": casts,
    "src/core/known.ts": "export const a = [] as const;\nexport const b: unknown = 1 as unknown;",
  });
  expect((await checkBans(root)).problems).toEqual([
    'src/core/shape.ts:1: uses "as any", allowed only in src/backends/onednn/ffi.ts',
    'src/core/shape.ts:2: uses "as unknown as", allowed only in src/backends/onednn/ffi.ts',
  ]);
});
