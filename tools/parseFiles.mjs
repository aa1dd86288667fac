import { join } from "node:path";
import { API } from "typescript/unstable/async";

/** @typedef {import("typescript/unstable/ast").Node} Node */
/** @typedef {import("typescript/unstable/ast").SourceFile} SourceFile */

/**
 * Parses TypeScript files; resolves and checks nothing.
 *
 * The compiler lends its parser only through a project, so it is shown one that lists these files.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to the root
 * @returns {Promise<{ path: string, file: SourceFile }[]>}
 */
export async function parseFiles(root, paths) {
  if (paths.length === 0) return [];
  const config = join(root, "parse-only.tsconfig.json");
  const project = JSON.stringify({
    compilerOptions: { noLib: true, noResolve: true, types: [], allowJs: true },
    files: paths.map((path) => join(root, path)),
  });
  const api = new API({
    fs: {
      readFile: (name) => (name === config ? project : undefined),
      fileExists: (name) => (name === config ? true : undefined),
    },
  });
  try {
    const snapshot = await api.updateSnapshot({ openProjects: [config] });
    const program = snapshot.getProjects()[0]?.program;
    return await Promise.all(
      paths.map(async (path) => {
        const file = await program?.getSourceFile(join(root, path));
        if (!file) throw new Error(`internal: the compiler did not parse "${path}"`);
        return { path, file };
      }),
    );
  } finally {
    await api.close();
  }
}

/**
 * `path:line` of a node, as editors and terminals make it clickable.
 *
 * @param {{ path: string, file: SourceFile }} source
 * @param {Node} node
 */
export function placeOf({ path, file }, node) {
  return `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}

/**
 * Every node of a file, parents first.
 *
 * @param {Node} node
 * @returns {Generator<Node, void, undefined>}
 */
export function* nodesBelow(node) {
  yield node;
  /** @type {Node[]} */
  const children = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) yield* nodesBelow(child);
}
