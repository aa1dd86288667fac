import { spawnSync } from "node:child_process";
import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchLibrary, hasLibrary } from "./fetchLibrary.mjs";
import { projectRoot } from "./project.mjs";
import { withLock } from "./withLock.mjs";

/** @typedef {(line: string) => void} Say */

/**
 * From a clean clone to a program that runs. Each step knows whether it is done, so a second run does nothing.
 *
 * @type {{ isDone: (root: string) => boolean, run: (root: string, say: Say) => void }[]}
 */
const steps = [
  { isDone: hasPackages, run: installPackages },
  { isDone: isBuilt, run: build },
  providing("onednn"),
  providing("openblas"),
];

/**
 * Installs packages, builds, and provides oneDNN and OpenBLAS, as far as that is still to be done.
 *
 * @param {string} root
 * @param {Say} say
 * @throws {Error} when packages cannot be installed or the build fails
 */
export function setup(root, say) {
  if (steps.every((step) => step.isDone(root))) return;
  withLock(join(root, ".cache/setup.lock"), say, () => {
    for (const step of steps) if (!step.isDone(root)) step.run(root, say);
  });
}

/**
 * @param {string} version of Node, as `process.versions.node` has it
 * @param {string} needed as `engines.node` of package.json has it: ">=20.19"
 * @throws {Error} when the version is too old
 */
export function checkNode(version, needed) {
  /** @type {(text: string) => number[]} */
  const numbersOf = (text) => text.replace(/^\D+/, "").split(".").map(Number);
  const [major = 0, minor = 0] = numbersOf(version);
  const [leastMajor = 0, leastMinor = 0] = numbersOf(needed);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    throw new Error(`Cannot set up: Node is ${version}, needs ${needed}`);
  }
}

/**
 * Whether node_modules is complete and newer than the lock file: npm writes its own copy of that file there at the very end.
 *
 * @param {string} root
 */
function hasPackages(root) {
  return (
    changeTime(root, "node_modules/.package-lock.json") >= changeTime(root, "package-lock.json")
  );
}

/** @param {import("./fetchLibrary.mjs").LibraryName} name */
function providing(name) {
  return {
    isDone: (/** @type {string} */ root) => hasLibrary(root, name),
    run: (/** @type {string} */ root, /** @type {Say} */ say) => fetchLibrary(root, name, { say }),
  };
}

/** @type {(root: string, say: Say) => void} */
function installPackages(root, say) {
  say("installing packages (npm ci)");
  // With NODE_ENV=production npm would leave out the compiler.
  run(root, "npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
}

const buildStamp = "dist/.built";

/** @param {string} root */
function isBuilt(root) {
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => !path.endsWith(".test.ts"))
    .map((path) => `src/${path}`);
  const inputs = ["src", "tsconfig.json", "tsconfig.build.json", "package-lock.json", ...sources];
  const built = changeTime(root, buildStamp);
  return inputs.every((path) => changeTime(root, path) <= built);
}

/** @type {(root: string, say: Say) => void} */
function build(root, say) {
  say("building (tsc)");
  const start = new Date();
  const fresh = join(root, "dist.new");
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  rmSync(fresh, { recursive: true, force: true });
  try {
    run(root, process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", fresh]);
    rmSync(join(root, "dist"), { recursive: true, force: true });
    renameSync(fresh, join(root, "dist"));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  // What was edited while the compiler ran is newer than the stamp, and is built next time.
  writeFileSync(join(root, buildStamp), "");
  utimesSync(join(root, buildStamp), start, start);
}

/**
 * Milliseconds since 1970; 0 for what is not there.
 *
 * @type {(root: string, path: string) => number}
 */
function changeTime(root, path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** @type {(root: string, program: string, args: readonly string[]) => void} */
function run(root, program, args) {
  const options = { cwd: root, encoding: /** @type {const} */ ("utf8") };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error) throw new Error(`Cannot set up: "${program}" cannot be started (${error.message})`);
  if (status !== 0) {
    const lines = `${stdout}${stderr}`.trimEnd().split("\n");
    const shown = lines.length > 20 ? [...lines.slice(0, 20), "…"] : lines;
    throw new Error(`Cannot set up: "${program} ${args.join(" ")}" failed\n${shown.join("\n")}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { engines } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    checkNode(process.versions.node, engines.node);
    setup(projectRoot, (line) => console.error(`setup: ${line}`));
  } catch (error) {
    console.error(error instanceof Error ? error.message.trimEnd() : error);
    process.exitCode = 1;
  }
}
