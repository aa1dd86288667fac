import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeProject } from "./makeProject.ts";
import { projectRoot } from "./project.mjs";

const checks = ["Layers", "Bans", "Docs", "Sizes", "Links"];

/** `ok` in a project whose programs do nothing but what a test tells them to. */
function runOk(programs: Readonly<Record<string, string>>): { status: number | null; out: string } {
  const names = ["biome", "tsc", "knip", "vitest"];
  const root = makeProject({
    "tools/ok.mjs": readFileSync(join(projectRoot, "tools/ok.mjs"), "utf8"),
    "tools/project.mjs": readFileSync(join(projectRoot, "tools/project.mjs"), "utf8"),
    ...Object.fromEntries(
      checks.map((name) => [`tools/check${name}.mjs`, 'console.log("7 seen")']),
    ),
    ...Object.fromEntries(
      names.map((name) => [`node_modules/.bin/${name}`, `#!/bin/sh\n${programs[name] ?? ""}\n`]),
    ),
  });
  for (const name of names) chmodSync(join(root, "node_modules/.bin", name), 0o755);
  const { status, stdout } = spawnSync(process.execPath, [join(root, "tools/ok.mjs")], {
    encoding: "utf8",
  });
  return { status, out: stdout.replaceAll(/\d+\.\d s/g, "0.0 s").replaceAll(/ +/g, " ") };
}

test("ok prints one line a step, what each check saw, and the tests' own output last", () => {
  expect(runOk({ vitest: 'echo "3 passed, 0 failed"' })).toEqual({
    status: 0,
    out: [
      "ok 0.0 s format, lint",
      "ok 0.0 s types",
      ...checks.map((name) => `ok 0.0 s ${name.toLowerCase()} 7 seen`),
      "ok 0.0 s unused",
      "3 passed, 0 failed",
      "",
    ].join("\n"),
  });
});

test("ok stops at the first step that fails and shows what it said", () => {
  expect(runOk({ tsc: 'echo "a.ts(1,1): error"; echo "more" >&2; exit 2' })).toEqual({
    status: 1,
    out: "ok 0.0 s format, lint\nFAIL 0.0 s types\na.ts(1,1): error\nmore\n",
  });
});

test("ok fails when a test fails", () => {
  const { status, out } = runOk({ vitest: 'echo "2 passed, 1 failed"; exit 1' });
  expect(status).toBe(1);
  expect(out.endsWith("\n2 passed, 1 failed\n")).toBe(true);
});
