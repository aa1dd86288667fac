import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeProject } from "./makeProject.ts";
import { projectRoot } from "./project.mjs";

/** The last line and the exit code of a real test run over these files. */
function runTests(files: Readonly<Record<string, string>>) {
  const reporter = JSON.stringify(join(projectRoot, "tools/countReporter.mjs"));
  const root = makeProject({
    "vitest.config.mjs": `import { CountReporter } from ${reporter};\nexport default { test: { reporters: [new CountReporter()] } };`,
    ...files,
  });
  symlinkSync(join(projectRoot, "node_modules"), join(root, "node_modules"));
  const program = join(projectRoot, "node_modules/vitest/vitest.mjs");
  const { status, stdout } = spawnSync(process.execPath, [program, "run"], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, line: stdout.trimEnd().split("\n").at(-1) };
}

const vitest = 'import { describe, test, beforeAll, expect } from "vitest";';

test("CountReporter counts what passed", () => {
  const files = { "a.test.ts": `${vitest} test("a", () => {}); test("b", () => {});` };
  expect(runTests(files)).toEqual({ status: 0, line: "2 passed, 0 failed" });
});

test("CountReporter counts failed tests, broken files and broken suites as failures", () => {
  const files = {
    "a.test.ts": `${vitest} test("a", () => {}); test("b", () => expect(1).toBe(2)); test.skip("c", () => {});`,
    "b.test.ts": 'throw new Error("broken");',
    "c.test.ts": `${vitest} describe("d", () => { beforeAll(() => { throw new Error("broken"); }); test("e", () => {}); });`,
  };
  expect(runTests(files)).toEqual({ status: 1, line: "1 passed, 3 failed, 2 skipped" });
});

test("CountReporter fails a run in which no test ran", () => {
  const files = { "a.test.ts": `${vitest} test.skip("a", () => {});` };
  expect(runTests(files)).toEqual({ status: 1, line: "0 passed, 0 failed, 1 skipped" });
});
