import { makeTemporaryFolder, writeInto } from "./pictureFolder.ts";

/** A new folder with empty files, and with text files of the given contents. */
export function folderWith(
  empty: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): string {
  const folder = makeTemporaryFolder();
  for (const path of empty) writeInto(folder, path, "");
  for (const [path, text] of Object.entries(texts)) writeInto(folder, path, text);
  return folder;
}
