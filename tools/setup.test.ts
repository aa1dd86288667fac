import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { makeProject } from "./makeProject.ts";
import { projectRoot } from "./project.mjs";
import { checkNode, setup } from "./setup.mjs";

afterEach(() => vi.unstubAllEnvs());

/** A small project as `git clone` leaves it, with an `npm` that links our compiler instead of downloading one. */
function makeClone(): string {
  const options = { rootDir: "src", types: [], skipLibCheck: true, lib: ["es2023"] };
  const compiler = join(projectRoot, "node_modules/typescript");
  const tools = ["fetchLibrary", "project", "setup", "withLock"].map((name) => `tools/${name}.mjs`);
  const root = makeProject({
    "bin/npm": `#!/bin/sh\necho "$*" >> npm.log\nmkdir -p node_modules\nln -sfn ${compiler} node_modules/typescript\nsleep 0.3\ntouch node_modules/.package-lock.json\n`,
    "package.json": '{ "type": "module", "engines": { "node": ">=20.19" } }',
    "package-lock.json": "{}",
    "src/main.ts": "export const answer: number = 42;\n",
    "src/gone.ts": "export const gone = true;\n",
    "tsconfig.json": "{}",
    "tsconfig.build.json": JSON.stringify({ compilerOptions: options, include: ["src"] }),
    ...Object.fromEntries(
      tools.map((path) => [path, readFileSync(join(projectRoot, path), "utf8")]),
    ),
  });
  chmodSync(join(root, "bin/npm"), 0o755);
  vi.stubEnv("PATH", `${join(root, "bin")}${delimiter}${process.env.PATH}`);
  vi.stubEnv("LEARNSCOPE_ONEDNN", "libdnnl.so.2");
  vi.stubEnv("LEARNSCOPE_OPENBLAS", "off");
  return root;
}

function setUp(root: string): string[] {
  const said: string[] = [];
  setup(root, (line) => said.push(line));
  return said;
}

const later = (root: string, path: string) =>
  utimesSync(join(root, path), new Date(), new Date(Date.now() + 10_000));

test("setup() installs and builds a clean clone, then has nothing to do", () => {
  const root = makeClone();
  expect(setUp(root)).toEqual(["installing packages (npm ci)", "building (tsc)"]);
  expect(readFileSync(join(root, "dist/main.js"), "utf8")).toContain("answer = 42");
  expect(setUp(root)).toEqual([]);
});

test("setup() builds again, from nothing, after a change of a source", () => {
  const root = makeClone();
  setUp(root);
  writeFileSync(join(root, "dist/left-over.js"), "");
  later(root, "src/main.ts");
  expect(setUp(root)).toEqual(["building (tsc)"]);
  expect(existsSync(join(root, "dist/left-over.js"))).toBe(false);
});

test("setup() installs again after a change of the lock file", () => {
  const root = makeClone();
  setUp(root);
  later(root, "package-lock.json");
  expect(setUp(root)[0]).toBe("installing packages (npm ci)");
});

test("setup() stops with the compiler's words, and keeps the last build", () => {
  const root = makeClone();
  setUp(root);
  writeFileSync(join(root, "src/main.ts"), 'export const answer: number = "x";\n');
  later(root, "src/main.ts");
  expect(() => setUp(root)).toThrow(
    /^Cannot set up: ".*tsc -p tsconfig.build.json --outDir .*" failed\nsrc\/main.ts\(1,14\): error TS2322/,
  );
  expect(existsSync(join(root, "dist/main.js"))).toBe(true);
  expect(existsSync(join(root, "dist.new"))).toBe(false);
});

test("setup() stops where npm fails", () => {
  const root = makeClone();
  writeFileSync(join(root, "bin/npm"), '#!/bin/sh\necho "npm error network" >&2\nexit 1\n');
  expect(() => setUp(root)).toThrow(
    'Cannot set up: "npm ci --include=dev --no-audit --no-fund --loglevel=error" failed\nnpm error network',
  );
});

test("setup() run twice at once installs once", async () => {
  const root = makeClone();
  const codes = await Promise.all(
    [1, 2].map(
      () =>
        new Promise((resolve) => {
          spawn(process.execPath, [join(root, "tools/setup.mjs")]).once("close", resolve);
        }),
    ),
  );
  expect(codes).toEqual([0, 0]);
  expect(readFileSync(join(root, "npm.log"), "utf8").match(/^ci /gm)).toHaveLength(1);
  expect(existsSync(join(root, "dist/main.js"))).toBe(true);
});

test("checkNode() accepts the version asked for and every later one", () => {
  for (const version of ["20.19.0", "20.20.2", "22.1.0"]) {
    expect(() => checkNode(version, ">=20.19")).not.toThrow();
  }
  for (const version of ["18.20.4", "20.9.0"]) {
    expect(() => checkNode(version, ">=20.19")).toThrow(
      `Cannot set up: Node is ${version}, needs >=20.19`,
    );
  }
});
