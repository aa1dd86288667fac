import { SyntaxKind } from "typescript/unstable/ast";
import {
  isAsExpression,
  isNewExpression,
  isPropertyAccessExpression,
} from "typescript/unstable/ast/is";
import { nodesBelow, parseFiles, placeOf } from "./parseFiles.mjs";
import { filesBelow, runAsProgram, sourceName } from "./project.mjs";

/** @typedef {import("./parseFiles.mjs").Node} Node */

/** Layers whose results depend on nothing but their arguments. */
const pure = /^src\/(ops|autodiff|passes|nn|zoo|data|probing|probes)\//;
const impure = ["Math.random", "Date.now", "performance.now", "process.hrtime"];
/** The one place where types of foreign memory cannot be stated. */
const untyped = "src/backends/onednn/ffi.ts";

/**
 * Nothing reads a clock or draws unseeded randomness where results must repeat, and no cast switches the type checker off.
 *
 * @param {string} root
 * @returns {Promise<import("./project.mjs").Finding>}
 */
export async function checkBans(root) {
  const paths = filesBelow(root, ["src"], sourceName);
  const problems = (await parseFiles(root, paths)).flatMap((source) => {
    const isPure = pure.test(source.path);
    return [...nodesBelow(source.file)].flatMap((node) => {
      const impurity = isPure && impurityOf(node, source.file);
      const cast = source.path !== untyped && castOf(node);
      return [
        ...(impurity
          ? [`${placeOf(source, node)}: uses ${impurity}, needs a seeded stream or an argument`]
          : []),
        ...(cast ? [`${placeOf(source, node)}: uses "${cast}", allowed only in ${untyped}`] : []),
      ];
    });
  });
  return { problems, summary: `${paths.length} files` };
}

/**
 * @param {Node} node
 * @param {import("./parseFiles.mjs").SourceFile} file
 */
function impurityOf(node, file) {
  if (isPropertyAccessExpression(node)) {
    const text = node.getText(file);
    return impure.find((name) => name === text);
  }
  const isNow =
    isNewExpression(node) &&
    node.expression.getText(file) === "Date" &&
    (node.arguments ?? []).length === 0;
  return isNow ? "new Date()" : undefined;
}

/** @param {Node} node */
function castOf(node) {
  if (!isAsExpression(node)) return undefined;
  if (node.type.kind === SyntaxKind.AnyKeyword) return "as any";
  const inner = node.expression;
  return isAsExpression(inner) && inner.type.kind === SyntaxKind.UnknownKeyword
    ? "as unknown as"
    : undefined;
}

await runAsProgram(import.meta.url, checkBans);
