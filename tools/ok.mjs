import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { projectRoot } from "./project.mjs";

/**
 * Everything that has to hold before a change is good, quick steps first: name, program, arguments.
 *
 * @type {[string, string, string[]][]}
 */
const steps = [
  ["format, lint", "biome", ["check", "--error-on-warnings", "."]],
  ["types", "tsc", ["-p", "tsconfig.json"]],
  ["layers", "node", ["tools/checkLayers.mjs"]],
  ["bans", "node", ["tools/checkBans.mjs"]],
  ["docs", "node", ["tools/checkDocs.mjs"]],
  ["sizes", "node", ["tools/checkSizes.mjs"]],
  ["links", "node", ["tools/checkLinks.mjs"]],
  ["unused", "knip", []],
];

process.chdir(projectRoot);
for (const [name, program, args] of steps) {
  const start = performance.now();
  const { status, stdout, stderr } = run(program, args, "pipe");
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
  if (status !== 0) {
    console.log(`FAIL ${seconds} s  ${name}\n${`${stdout}${stderr}`.trimEnd()}`);
    process.exit(1);
  }
  // Our own checks say how much they looked at: one that saw nothing must not look fine.
  const summary = program === "node" ? stdout : "";
  console.log(`ok   ${seconds} s  ${name.padEnd(12)}  ${summary}`.trimEnd());
}
process.exit(run("vitest", ["run"], "inherit").status ?? 1);

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {"pipe" | "inherit"} stdio
 */
function run(program, args, stdio) {
  const path = program === "node" ? process.execPath : join("node_modules/.bin", program);
  const result = spawnSync(path, args, {
    stdio: ["ignore", stdio, stdio],
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (result.error) throw result.error;
  return result;
}
