import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow, runAsProgram } from "./project.mjs";

/**
 * Links inside the project's documents lead somewhere: to a file, and to a heading of it.
 *
 * @param {string} root
 * @returns {import("./project.mjs").Finding}
 */
export function checkLinks(root) {
  const top = readdirSync(root).filter((name) => name.endsWith(".md"));
  const paths = [...top, ...filesBelow(root, ["docs"], /\.md$/)];
  const links = paths.flatMap((path) => linksOf(path, readFileSync(join(root, path), "utf8")));
  const inner = links.filter(({ target }) => !/^[a-z][a-z+.-]*:/i.test(target));
  return {
    problems: inner.flatMap((link) => problemOf(root, link)),
    summary: `${inner.length} internal links in ${paths.length} documents`,
  };
}

/** @typedef {{ path: string, line: number, target: string }} Link */

/** `[text](target "title")`, `[label]: target`, `<img src="target">`, `<a href="target">` */
const linkForms =
  /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\s*\[[^\]]+\]:\s+(\S+)|\b(?:src|href)="([^"]+)"/g;

/** @type {(path: string, text: string) => Link[]} */
function linksOf(path, text) {
  return withoutCode(text)
    .split("\n")
    .flatMap((content, index) =>
      [...content.matchAll(linkForms)].map(([, inline, reference, html]) => ({
        path,
        line: index + 1,
        target: inline ?? reference ?? html ?? "",
      })),
    );
}

/** @type {(root: string, link: Link) => string[]} */
function problemOf(root, { path, line, target }) {
  const [file = "", anchor = ""] = target.split("#").map(decodeURIComponent);
  const aim = file === "" ? path : join(dirname(path), file);
  const place = `${path}:${line}`;
  if (aim.startsWith("..")) return [`${place}: link "${target}" leads out of the project`];
  if (!existsSync(join(root, aim))) return [`${place}: link "${target}" leads to no file`];
  if (anchor === "" || !aim.endsWith(".md")) return [];
  return anchorsOf(readFileSync(join(root, aim), "utf8")).has(anchor)
    ? []
    : [`${place}: link "${target}" leads to no heading of ${aim}`];
}

/**
 * Anchors as GitHub makes them: lower case, punctuation dropped, spaces to hyphens, repetitions numbered.
 *
 * @param {string} text
 */
function anchorsOf(text) {
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const [, heading = ""] of withoutFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replace(/ /g, "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  for (const [, id = ""] of text.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/**
 * Fenced blocks emptied, their lines kept so that line numbers stay right.
 *
 * @type {(text: string) => string}
 */
const withoutFences = (text) =>
  text.replace(/^( *)(```+|~~~+)[\s\S]*?^ *\2/gm, (block) => block.replace(/[^\n]/g, ""));

/** @type {(text: string) => string} */
const withoutCode = (text) => withoutFences(text).replace(/`[^`\n]*`/g, "");

await runAsProgram(import.meta.url, checkLinks);
