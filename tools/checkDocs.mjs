import {
  isClassDeclaration,
  isFunctionDeclaration,
  isInterfaceDeclaration,
  isTypeAliasDeclaration,
  isVariableStatement,
} from "typescript/unstable/ast/is";
import { parseFiles, placeOf } from "./parseFiles.mjs";
import { filesBelow, readData, runAsProgram, sourceName, staleExemptions } from "./project.mjs";

/** @typedef {import("./parseFiles.mjs").Node} Node */
/** @typedef {{ name: string, node: Node, isType: boolean }} Export */
/** @typedef {{ path: string, file: import("./parseFiles.mjs").SourceFile, exports: Export[] }} Source */

const documented = ["src"];
const sourced = ["src/ops", "src/nn", "src/zoo", "src/probes", "src/studies"];

/**
 * Every export says what it is, and every file with a method in it says where the method comes from.
 *
 * @param {string} root
 * @param {Record<string, string>} [exempt] files that need no `@source`, with the reason
 * @returns {Promise<import("./project.mjs").Finding>}
 */
export async function checkDocs(root, exempt = readData("exemptions.json").source) {
  const paths = filesBelow(root, documented, sourceName);
  const sources = (await parseFiles(root, paths)).map((source) => ({
    ...source,
    exports: exportsOf(source.file),
  }));
  return {
    problems: [
      ...sources.flatMap(undocumented),
      ...sources.filter(({ path }) => !(path in exempt)).flatMap(unsourced),
      ...staleExemptions(root, exempt),
    ],
    summary: `${sources.flatMap(({ exports }) => exports).length} exports in ${paths.length} files`,
  };
}

/**
 * Exported declarations. An overloaded function has several of one name.
 *
 * @param {import("./parseFiles.mjs").SourceFile} file
 * @returns {Export[]}
 */
function exportsOf(file) {
  return file.statements
    .filter((node) => /^export\b/.test(node.getText(file)))
    .flatMap((node) => {
      const name = nameOf(node, file);
      const isType = isInterfaceDeclaration(node) || isTypeAliasDeclaration(node);
      return name === undefined ? [] : [{ name, node, isType }];
    });
}

/**
 * What a statement declares; nothing for imports and for exports of what other files declare.
 *
 * @param {Node} node
 * @param {import("./parseFiles.mjs").SourceFile} file
 */
function nameOf(node, file) {
  if (isVariableStatement(node)) {
    return node.declarationList.declarations.map(({ name }) => name.getText(file)).join(", ");
  }
  return isFunctionDeclaration(node) ||
    isClassDeclaration(node) ||
    isInterfaceDeclaration(node) ||
    isTypeAliasDeclaration(node)
    ? node.name?.text
    : undefined;
}

/** @param {Source} source */
function undocumented(source) {
  /** @type {Map<string, Export[]>} */
  const byName = new Map();
  for (const item of source.exports.filter((item) => !isSettings(item))) {
    byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
  }
  return [...byName].flatMap(([name, [first, ...more]]) => {
    if (!first) return [];
    const comment = [first, ...more].flatMap(({ node }) => node.jsDoc ?? []).at(-1);
    // A plain comment right before the doc comment comes as one with it.
    const [, own = ""] = comment?.getText(source.file).match(/.*(\/\*\*[\s\S]*)$/s) ?? [];
    const summary = own.match(/^\/\*\*[\s*]*([^@\s*][^\n]*)/)?.[1];
    const place = placeOf(source, first.node);
    if (!summary) return [`${place}: "${name}" has no doc comment, needs what it is or computes`];
    return /^This\b/.test(summary)
      ? [`${place}: the doc comment of "${name}" starts with "This", needs what it is or computes`]
      : [];
  });
}

/**
 * What a function is told is described member by member, and as a whole by the function.
 *
 * @param {Export} item
 */
const isSettings = ({ name, isType }) => isType && /(Options|Attrs)$/.test(name);

/** @param {Source} source */
function unsourced({ path, file, exports }) {
  if (!sourced.some((folder) => path.startsWith(`${folder}/`))) return [];
  if (exports.every(({ isType }) => isType) || /@source\s+[^\s*]/.test(file.text)) return [];
  return [
    `${path}:1: names no "@source", needs paper and section, or "own derivation, see docs/decisions/NNN"`,
  ];
}

await runAsProgram(import.meta.url, checkDocs);
