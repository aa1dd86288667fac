import { extname } from "node:path";

/** Files that hold settings and nothing else. */
const textExtensions = [".yaml", ".yml", ".json"];

/** Files that are run, and export what they say. */
const programExtensions = [".ts", ".mts", ".js", ".mjs"];

/** What the name of a file of settings ends in. */
const configExtensions: readonly string[] = [...textExtensions, ...programExtensions];

/** Whether a word on the command line names a file of settings: by its ending, the file need not be there. */
export function isConfigFile(word: string): boolean {
  return configExtensions.includes(extname(word));
}

/** Whether a file is TypeScript or JavaScript. */
export function isProgramFile(path: string): boolean {
  return programExtensions.includes(extname(path));
}

/** How a sentence ends about a file of another kind. */
export const neededConfigFile = `needs a file that ends in ${configExtensions.slice(0, -1).join(", ")} or ${configExtensions.at(-1)}`;
