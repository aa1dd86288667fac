import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/**
 * The folders in which data are looked for, in order: those that `LEARNSCOPE_DATA` lists, then the user's cache. New data
 * go into the first.
 */
export function dataFolders(
  listed: string | undefined = process.env.LEARNSCOPE_DATA,
  home: string = homedir(),
): string[] {
  const own = (listed ?? "").split(delimiter).filter((folder) => folder.trim() !== "");
  return [...own.map((folder) => resolve(folder)), join(home, ".cache", "learnscope", "data")];
}
