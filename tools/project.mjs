import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. Nothing here needs an installed package: the set-up runs before there are any. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/**
 * What a check found: one line a problem, and one line that says how much it looked at.
 * @typedef {{ problems: string[], summary: string }} Finding
 */

/**
 * Files below some folders, relative to the root, sorted; a folder that is not there has none.
 *
 * @param {string} root
 * @param {readonly string[]} folders
 * @param {RegExp} name what a path has to match
 */
export function filesBelow(root, folders, name) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length)),
    )
    .filter((path) => name.test(path))
    .sort();
}

/** Source files that are no tests: what most checks look at. */
export const sourceName = /(?<!\.test|\.d)\.(ts|mjs)$/;

/**
 * Data beside the tools: tables and lists of exemptions with their reasons.
 *
 * @param {string} name
 */
export function readData(name) {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

/**
 * Exemptions of files that are gone.
 *
 * @param {string} root
 * @param {Record<string, string>} exempt path -> reason
 */
export function staleExemptions(root, exempt) {
  return Object.keys(exempt)
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `tools/exemptions.json: exempts ${path}, which does not exist`);
}

/**
 * Runs a check when its file is the program that was started: `node tools/checkLayers.mjs`.
 *
 * @param {string} url the `import.meta.url` of the check
 * @param {(root: string) => Finding | Promise<Finding>} check
 */
export async function runAsProgram(url, check) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const { problems, summary } = await check(projectRoot);
  console.log([...problems, summary].join("\n"));
  process.exitCode = problems.length > 0 ? 1 : 0;
}
