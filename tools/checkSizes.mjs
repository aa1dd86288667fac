import { isBlock, isFunctionLikeDeclaration } from "typescript/unstable/ast/is";
import { nodesBelow, parseFiles, placeOf } from "./parseFiles.mjs";
import { filesBelow, readData, runAsProgram, sourceName, staleExemptions } from "./project.mjs";

const fileCap = 500;
const functionCap = 80;

/**
 * No file of `src` and no function in it is longer than anyone wants to read.
 *
 * @param {string} root
 * @param {Record<string, string>} [exempt] data tables and generated files, with the reason
 * @returns {Promise<import("./project.mjs").Finding>}
 */
export async function checkSizes(root, exempt = readData("exemptions.json").size) {
  const paths = filesBelow(root, ["src"], sourceName).filter((path) => !(path in exempt));
  const sources = await parseFiles(root, paths);
  const files = sources.map(({ path, file }) => ({
    place: `${path}:1`,
    lines: file.text.trimEnd().split("\n").length,
  }));
  const functions = sources.flatMap(functionsOf);
  return {
    problems: [
      ...overCap("file", files, fileCap),
      ...overCap("function", functions, functionCap),
      ...staleExemptions(root, exempt),
    ],
    summary: `${spread("files", files, fileCap)}; ${spread("functions", functions, functionCap)}`,
  };
}

/**
 * Functions with a body in braces; expressions of one line would only flatter the statistics.
 *
 * @param {{ path: string, file: import("./parseFiles.mjs").SourceFile }} source
 */
function functionsOf(source) {
  const { file } = source;
  return [...nodesBelow(file)]
    .filter((node) => isFunctionLikeDeclaration(node) && node.body && isBlock(node.body))
    .map((node) => ({
      place: placeOf(source, node),
      lines: node.getText(file).split("\n").length,
    }));
}

/** @type {(what: string, items: { place: string, lines: number }[], cap: number) => string[]} */
function overCap(what, items, cap) {
  return items
    .filter(({ lines }) => lines > cap)
    .map(({ place, lines }) => `${place}: this ${what} has ${lines} lines, the cap is ${cap}`);
}

/** @type {(what: string, items: { lines: number }[], cap: number) => string} */
function spread(what, items, cap) {
  const lines = items.map((item) => item.lines).sort((a, b) => a - b);
  /** @param {number} share */
  const at = (share) => lines[Math.ceil(share * lines.length) - 1] ?? 0;
  return `${lines.length} ${what}, median ${at(0.5)}, p90 ${at(0.9)}, longest ${at(1)} of ${cap} lines`;
}

await runAsProgram(import.meta.url, checkSizes);
