import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Digits of a key that are enough to tell files apart. */
const keyDigits = 8;

/** Where images are before they are a packed file. */
export function partOf(path: string, key: string): string {
  return `${path}.${key.slice(0, keyDigits)}.part`;
}

/** Where it is noted which of them are whole. */
export function journalOf(path: string, key: string): string {
  return `${path}.${key.slice(0, keyDigits)}.journal`;
}

/** Removes what was begun of other images or settings under the same name, and tells whether there was any. */
export async function removeOthers(path: string, key: string): Promise<boolean> {
  const own = [partOf(path, key), journalOf(path, key)].map((file) => basename(file));
  const begun = (await readdir(dirname(path))).filter(
    (file) =>
      file.startsWith(`${basename(path)}.`) &&
      /^[0-9a-f]{8}\.(part|journal)$/.test(file.slice(basename(path).length + 1)) &&
      !own.includes(file),
  );
  for (const file of begun) await rm(join(dirname(path), file), { force: true });
  return begun.length > 0;
}
