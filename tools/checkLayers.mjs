import { join } from "node:path";
import { isStringLiteral } from "typescript/unstable/ast/is";
import { parseFiles, placeOf } from "./parseFiles.mjs";
import { filesBelow, readData, runAsProgram, sourceName } from "./project.mjs";

/**
 * The layers of `src`: folder -> folders and files it may import beside itself. The longest entry that holds a file is its layer.
 * @typedef {Record<string, readonly string[]>} Layers
 */

/** @typedef {{ from: string, to: string, place: string }} Import paths relative to `src`; type-only imports count */

/**
 * Imports point down the table of layers and form no cycle. Tests may import anything.
 *
 * @param {string} root
 * @param {Layers} [layers]
 * @returns {Promise<import("./project.mjs").Finding>}
 */
export async function checkLayers(root, layers = readData("layers.json")) {
  const paths = filesBelow(root, ["src"], sourceName);
  const strays = paths
    .filter((path) => !layerOf(path.slice("src/".length), layers))
    .map((path) => `${path}:1: is in no layer, needs a folder that tools/layers.json names`);
  const imports = (await parseFiles(root, paths)).flatMap(importsOf);
  return {
    problems: [...strays, ...importsUp(imports, layers), ...cycles(imports)],
    summary: `${imports.length} imports in ${paths.length} files`,
  };
}

/**
 * @param {{ path: string, file: import("./parseFiles.mjs").SourceFile }} source
 * @returns {Import[]}
 */
function importsOf(source) {
  return source.file.imports.filter(isStringLiteral).flatMap((specifier) => {
    if (!specifier.text.startsWith(".")) return [];
    const to = join(source.path, "..", specifier.text);
    return [{ from: inSrc(source.path), to: inSrc(to), place: placeOf(source, specifier) }];
  });
}

/**
 * @param {readonly Import[]} imports
 * @param {Layers} layers
 */
function importsUp(imports, layers) {
  return imports.flatMap(({ from, to, place }) => {
    const layer = layerOf(from, layers);
    if (!layer || layerOf(to, layers) === layer) return [];
    const allowed = layers[layer] ?? [];
    if (allowed.some((entry) => holds(entry, to))) return [];
    return [
      `${place}: imports ${to}, but ${layer} may import only ${[layer, ...allowed].join(", ")}`,
    ];
  });
}

/** @param {readonly Import[]} imports */
function cycles(imports) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {string[]} */
  const problems = [];
  /** @type {(file: string, path: readonly string[]) => void} */
  const visit = (file, path) => {
    for (const { to, place } of imports.filter(({ from }) => from === file)) {
      const start = path.indexOf(to);
      if (start >= 0) {
        problems.push(
          `${place}: closes an import cycle: ${[...path.slice(start), to].join(" -> ")}`,
        );
      } else if (!done.has(to)) {
        visit(to, [...path, to]);
      }
    }
    done.add(file);
  };
  for (const { from } of imports) if (!done.has(from)) visit(from, [from]);
  return problems;
}

/**
 * @param {string} path relative to `src`
 * @param {Layers} layers
 */
function layerOf(path, layers) {
  const holding = Object.keys(layers).filter((layer) => holds(layer, path));
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** @type {(entry: string, path: string) => boolean} */
const holds = (entry, path) => path === entry || path.startsWith(`${entry}/`);

/** @type {(path: string) => string} */
const inSrc = (path) => (path.startsWith("src/") ? path.slice("src/".length) : join("..", path));

await runAsProgram(import.meta.url, checkLayers);
